"""Tables of the register and of accounts."""

from .division import Division
from .grant import OrganizationGrant
from .organization import GroupTally, Organization, Placement
from .person import Badge, Employment, InformationVolunteer, Person, Profile
from .post import Post
from .support import Fund, Training
from .token import ApiToken
from .user import User

__all__ = [
    "ApiToken",
    "Badge",
    "Division",
    "Employment",
    "Fund",
    "GroupTally",
    "InformationVolunteer",
    "Organization",
    "OrganizationGrant",
    "Person",
    "Placement",
    "Post",
    "Profile",
    "Training",
    "User",
]
