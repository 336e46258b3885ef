"""Addresses of cases."""

from django.urls import include, path

from .views import (
    bulk,
    detail,
    editing,
    experts,
    home,
    invitations,
    leads,
    listing,
    moving,
    parties,
    party,
    prevention,
    register,
    screening,
    sharing,
    transition,
)

app_name = "cases"
urlpatterns = [
    path("", listing.case_list, name="list"),
    path("assign/", bulk.assign, name="assign_many"),
    path("home/", home.home, name="home"),
    path("register/", register.register, name="register"),
    path("import/", include("cases.import_urls")),
    path("screening/", screening.screening, name="screening"),
    path("screening/leads/", leads.leads, name="leads"),
    path("screening/leads/<uuid:uuid>/close/", leads.close_lead, name="close_lead"),
    path("screening/leads/<uuid:uuid>/invite/", invitations.invite, name="invite_from_lead"),
    path("screening/invitations/", invitations.invitations, name="invitations"),
    path("screening/invitations/new/", invitations.invite, name="invite"),
    path("screening/invitations/<uuid:uuid>/", invitations.invitation, name="invitation"),
    path("screening/invitations/<uuid:uuid>/close/", invitations.close_invitation, name="close_invitation"),
    path("screening/prevention/", prevention.prevention, name="prevention"),
    path(
        "screening/prevention/<uuid:uuid>/<int:year>/<int:month>/",
        prevention.prevention_month,
        name="prevention_month",
    ),
    path("<uuid:uuid>/", detail.detail, name="detail"),
    path("<uuid:uuid>/edit/", editing.edit, name="edit"),
    path("parties/template/", parties.template, name="party_template"),
    path("<uuid:uuid>/parties/", parties.parties, name="parties"),
    path("<uuid:uuid>/parties/list/", parties.add, name="parties_add"),
    path("<uuid:uuid>/parties/new/", party.add, name="party_new"),
    path("<uuid:uuid>/parties/<uuid:party>/", party.edit, name="party_edit"),
    path("<uuid:uuid>/steps/<slug:name>/", transition.transition, name="transition"),
    path("<uuid:uuid>/expert/", experts.invite_expert, name="invite_expert"),
    path("<uuid:uuid>/advise/", experts.advise, name="advise"),
    path("<uuid:uuid>/share/", sharing.share, name="share"),
    path("<uuid:uuid>/shares/<uuid:person>/end/", sharing.end_share, name="end_share"),
    path("<uuid:uuid>/move/", moving.move, name="move"),
]
