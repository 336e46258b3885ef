"""Who calls the API: a personal token, compared by its hash."""

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from mediation.kernel.calendar import today

from ..models import ApiToken, User
from ..models.token import digest


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Token …`, valid until its day or its revocation."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        words = get_authorization_header(request).decode("latin-1").split()
        if not words or words[0].lower() != "token":
            return None
        token = (
            ApiToken.objects.select_related("user__person").filter(digest=digest("".join(words[1:]))).first()
        )
        if token is None or not token.works or not token.user.is_active:
            raise AuthenticationFailed(_("令牌无效、已过期或已停用。"))
        if token.last_used_on != today():
            ApiToken.objects.filter(pk=token.pk).update(last_used_on=today())
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Token"


class TokenScheme(OpenApiAuthenticationExtension):
    """How the schema describes the token."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Token <token>"}
