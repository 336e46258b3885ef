"""What a letter does when its case moves, in the case's own transaction."""
