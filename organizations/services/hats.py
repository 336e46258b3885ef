"""Which of one's roles is worn on the pages that show one place."""

from ..models import User


def wear(*, account: User, chosen: str) -> bool:
    """Remember the chosen hat ("clerk:17"); false when the person does not hold it today."""
    if chosen not in {f"{hat.role.code}:{hat.organization.pk}" for hat in account.hats}:
        return False
    account.last_hat = chosen
    account.save(update_fields=["last_hat"])
    return True
