"""Addresses of organizations: sessions, accounts, the register, exceptions, the journal."""

from django.urls import path

from .views import (
    accounts,
    calendars,
    demo,
    grants,
    journal,
    me,
    organization,
    password,
    posts,
    register,
    session,
    setup,
)

app_name = "organizations"
urlpatterns = [
    path("login/", session.log_in, name="login"),
    path("logout/", session.log_out, name="logout"),
    path("demo/", demo.demo_log_in, name="demo_login"),
    path("setup/", setup.setup, name="setup"),
    path("me/", me.me, name="me"),
    path("me/hat/", me.hat, name="hat"),
    path("me/password/", password.change_password, name="change_password"),
    path("me/tokens/", me.tokens, name="tokens"),
    path("me/tokens/<int:pk>/revoke/", me.revoke_token, name="revoke_token"),
    path("roles/", me.roles, name="roles"),
    path("organizations/", register.register, name="register"),
    path("organizations/calendars/", calendars.calendars, name="calendars"),
    path("organizations/new/", organization.organization_new, name="organization_new"),
    path("organizations/divisions/new/", organization.division_new, name="division_new"),
    path("organizations/<uuid:uuid>/", organization.organization, name="organization"),
    path("organizations/<uuid:uuid>/edit/", organization.organization_edit, name="organization_edit"),
    path("organizations/<uuid:uuid>/move/", organization.organization_move, name="organization_move"),
    path("organizations/<uuid:uuid>/close/", organization.organization_close, name="organization_close"),
    path("organizations/<uuid:uuid>/appoint/", posts.appoint, name="appoint"),
    path("organizations/<uuid:uuid>/posts/<int:pk>/end/", posts.end_post, name="end_post"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.account_new, name="account_new"),
    path("accounts/<uuid:uuid>/reset/", accounts.account_reset, name="account_reset"),
    path("accounts/<uuid:uuid>/switch/", accounts.account_switch, name="account_switch"),
    path("grants/", grants.grants, name="grants"),
    path("grants/lend/", grants.lend, name="lend"),
    path("grants/duties/<int:pk>/revoke/", grants.revoke_duty, name="revoke_duty"),
    path("journal/", journal.journal, name="journal"),
]
