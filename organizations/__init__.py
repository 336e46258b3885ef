"""The dated register: divisions, organizations, people, posts, roles, experts, volunteers, and who may log in."""
