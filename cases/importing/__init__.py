"""Files of finished and running cases: columns, checking, loading, undoing. A door: every rule is asked of its owner."""
