"""API addresses of organizations."""

from django.urls import path

from .views import OrganizationDetail, OrganizationList

urlpatterns = [
    path("organizations/", OrganizationList.as_view(), name="organizations"),
    path("organizations/<uuid:uuid>/", OrganizationDetail.as_view(), name="organization"),
]
