"""Tasks of people, done in a browser on the running system."""
