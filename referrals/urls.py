"""Addresses of referrals."""

from django.urls import path

from .views import desk, detail, letters, transition, write

app_name = "referrals"
urlpatterns = [
    path("", letters.letters, name="letters"),
    path("desk/", desk.desk, name="desk"),
    path("write/", write.write, name="write"),
    path("<uuid:uuid>/", detail.detail, name="detail"),
    path("<uuid:uuid>/steps/<slug:name>/", transition.transition, name="transition"),
]
