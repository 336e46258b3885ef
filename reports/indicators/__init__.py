"""All numbers of the product. Importing this package registers them."""
