"""Tables of letters."""

from .event import ReferralEvent
from .referral import EarlierAttempt, Referral, ReferralMaterial, ReferralParty

__all__ = ["EarlierAttempt", "Referral", "ReferralEvent", "ReferralMaterial", "ReferralParty"]
