"""The lookup by pairs of characters in PostgreSQL: what it finds, and that it goes through the index."""

from functools import cache

import pytest
from django.apps.registry import Apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import Exists, OuterRef, Q

from mediation.kernel.search import having_pairs, matching, phrase_in, tokens


class _Tables(Apps):
    """A registry of its own: no migration is missed for tables that only this file makes."""

    @cache  # noqa: B019  as in the original, which is emptied by its cache_clear
    def get_models(self, *_args, **_options):
        return list(self.all_models["searching"].values())


APPS = _Tables()


class Dispute(models.Model):  # noqa: DJ008
    number = models.CharField(max_length=10)

    class Meta:
        app_label = "searching"
        apps = APPS


class Side(models.Model):  # noqa: DJ008
    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="sides")
    name = models.CharField(max_length=50)
    name_tokens = ArrayField(models.CharField(max_length=2))

    class Meta:
        app_label = "searching"
        apps = APPS
        indexes = [GinIndex(fields=["name_tokens"], name="side_name_tokens")]


NAMES = ["张三丰", "张三", "丰张三张", "三丰张 三", "ＡＢＣ\u3000公司", "abc 公司", "玛纳斯100%物业_部"]


@pytest.fixture
def sides(db):
    with connection.schema_editor() as editor:
        editor.create_model(Dispute)
        editor.create_model(Side)
    dispute = Dispute.objects.create(number="1")
    for name in NAMES:
        Side.objects.create(dispute=dispute, name=name, name_tokens=tokens(name))
    return Side.objects.order_by("id")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("张三", ["张三丰", "张三", "丰张三张"]),
        ("张三丰", ["张三丰"]),
        ("三丰张", ["三丰张 三"]),  # 丰张三张 holds 丰张 and 张三 only
        ("Abc　公司", ["ＡＢＣ\u3000公司", "abc 公司"]),
        ("ＡＢ", ["ＡＢＣ\u3000公司", "abc 公司"]),
        ("100%物", ["玛纳斯100%物业_部"]),
        ("1_0", []),
        ("纳%业", []),
        ("业_部", ["玛纳斯100%物业_部"]),
        ("李四", []),
        ("'; --", []),
        (" 张三 ", ["张三丰", "张三", "丰张三张"]),
    ],
)
def test_a_phrase_is_found_where_it_stands(sides, query, found):
    assert [side.name for side in sides.filter(matching("name", query))] == found


def test_the_pairs_alone_do_not_make_a_hit(sides):
    Side.objects.create(dispute=Dispute.objects.get(), name="张三张四张", name_tokens=tokens("张三张四张"))
    assert set(tokens("四张三")) <= set(tokens("张三张四张"))
    assert not sides.filter(matching("name", "四张三")).exists()


def test_a_relation_is_followed_once(sides):
    """Pairs and phrase are asked of the same related row."""
    found = Dispute.objects.filter(matching("sides__name", "张三丰"))
    assert found.count() == 1
    assert str(found.query).count("JOIN") == 1


def test_one_array_may_serve_several_texts(sides):
    named = Exists(Side.objects.filter(phrase_in("name", "三丰张"), dispute=OuterRef("dispute")))
    either = phrase_in("dispute__number", "三丰张") | Q(named)
    assert [s.name for s in sides.filter(having_pairs("name_tokens", "三丰张") & either)] == ["三丰张 三"]


def test_the_lookup_goes_through_the_index(sides):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "side_name_tokens" in sides.filter(matching("name", "张三")).order_by().explain()
