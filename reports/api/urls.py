"""API addresses of reports."""

from django.urls import path

from .appraisal import AppraisalSheet
from .official import OfficialTable, OfficialTableList
from .views import IndicatorChildren, IndicatorFigure, IndicatorList, IndicatorRows

urlpatterns = [
    path("appraisal/", AppraisalSheet.as_view(), name="appraisal"),
    path("official-tables/", OfficialTableList.as_view(), name="official_tables"),
    path("official-tables/<slug:code>/", OfficialTable.as_view(), name="official_table"),
    path("indicators/", IndicatorList.as_view(), name="indicators"),
    path("indicators/<slug:code>/", IndicatorFigure.as_view(), name="indicator"),
    path("indicators/<slug:code>/children/", IndicatorChildren.as_view(), name="indicator_children"),
    path("indicators/<slug:code>/rows/", IndicatorRows.as_view(), name="indicator_rows"),
]
