"""Servers on a database with committed rows, gone when the test ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from organizations.models import User
from tests.faults.servers import Servers
from tests.world import PASSWORD, World, build


@pytest.fixture
def committed(transactional_db: None) -> World:
    """The world where other processes see it, with passwords as the site keeps them."""
    world = build()
    User.objects.update(password=Argon2PasswordHasher().encode(PASSWORD, "a-salt-for-tests"))
    return world


@pytest.fixture
def servers(committed: World, tmp_path: Path) -> Iterator[Servers]:
    """Nothing runs yet."""
    servers = Servers(tmp_path)
    yield servers
    servers.stop()
