"""Letters from partners: received, placed with an organization, answered."""
