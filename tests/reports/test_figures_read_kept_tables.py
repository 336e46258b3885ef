"""Whatever a figure reads is kept with its earlier versions: a new indicator over another table fails here."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from mediation.kernel.versions import kept_tables
from organizations.models import Division, Organization
from reports import scopes
from reports.indicators import REGISTRY
from reports.periods import FirstMonths

READ = re.compile(r'(?:FROM|JOIN)\s+"(\w+)"')


def test_versions_are_kept_of_every_table_that_any_figure_reads(world):
    read = {}
    found = [scopes.of_division(d) for d in Division.objects.filter(code__in=["652300", "652301"])]
    found += [found[0].own(), scopes.of_organization(Organization.objects.first())]
    for code, indicator in REGISTRY.items():
        with CaptureQueriesContext(connection) as queries:
            for scope in found:
                indicator.figure(scope, FirstMonths(2021, 8))
                scope.children(FirstMonths(2021, 8).as_of)
        for query in queries:
            for table in READ.findall(query["sql"]):
                read.setdefault(table, code)
    assert len(read) > 15
    assert {table: code for table, code in read.items() if table not in kept_tables()} == {}
