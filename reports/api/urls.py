"""API addresses of reports."""

from django.urls import path

from .views import IndicatorChildren, IndicatorFigure, IndicatorList, IndicatorRows

urlpatterns = [
    path("indicators/", IndicatorList.as_view(), name="indicators"),
    path("indicators/<slug:code>/", IndicatorFigure.as_view(), name="indicator"),
    path("indicators/<slug:code>/children/", IndicatorChildren.as_view(), name="indicator_children"),
    path("indicators/<slug:code>/rows/", IndicatorRows.as_view(), name="indicator_rows"),
]
