"""The password rules: length and common words by Django, kinds of characters by 等保 8.1.4."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class ThreeKindsValidator:
    """Three of four kinds: small letters, capitals, digits, others."""

    def validate(self, password: str, user: object = None) -> None:
        kinds = (
            any(c.islower() for c in password),
            any(c.isupper() for c in password),
            any(c.isdigit() for c in password),
            any(not c.isalnum() for c in password),
        )
        if sum(kinds) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_simple")

    def get_help_text(self) -> str:
        return _("密码要包含小写字母、大写字母、数字、符号中的至少三种。")
