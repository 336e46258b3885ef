"""A dispute from registration to its closed file: the model app of the house."""
