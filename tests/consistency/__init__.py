"""Whether the whole product says the same thing everywhere."""
