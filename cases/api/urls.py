"""API addresses of cases."""

from django.urls import path

from .views import CaseDetail, CaseList, CaseTransition, CaseTransitions

urlpatterns = [
    path("cases/", CaseList.as_view(), name="cases"),
    path("cases/<uuid:uuid>/", CaseDetail.as_view(), name="case"),
    path("cases/<uuid:uuid>/transitions/", CaseTransitions.as_view(), name="case_transitions"),
    path("cases/<uuid:uuid>/transitions/<slug:name>/", CaseTransition.as_view(), name="case_transition"),
]
