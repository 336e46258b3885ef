"""Tables of the register and of accounts."""

from .division import Division
from .grant import OrganizationGrant
from .organization import Organization, Placement
from .person import Badge, Employment, InformationVolunteer, Person
from .post import Post
from .token import ApiToken
from .user import User

__all__ = [
    "ApiToken",
    "Badge",
    "Division",
    "Employment",
    "InformationVolunteer",
    "Organization",
    "OrganizationGrant",
    "Person",
    "Placement",
    "Post",
    "User",
]
