"""What every test may use."""

from tests.databases import connect_as_site, django_db_setup, pytest_configure

__all__ = ["connect_as_site", "django_db_setup", "pytest_configure"]
