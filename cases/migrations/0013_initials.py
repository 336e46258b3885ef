"""Parties are found by the pinyin initials of their names; cases that exist get theirs."""

from django.db import migrations, models

from mediation.kernel import search


def fill(apps, schema_editor):
    text_of = apps.get_model("cases", "CaseText")
    party_of = apps.get_model("cases", "Party")
    for text in text_of.objects.iterator(chunk_size=1000):
        names = party_of.objects.filter(case=text.case_id).values_list("name", flat=True)
        initials = [search.pinyin_key(name, person=True).initials for name in names]
        text.initials = " ".join(initials)
        text.tokens = sorted({*text.tokens, *(pair for word in initials for pair in search.tokens(word))})
        text.save(update_fields=["initials", "tokens"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_sessions"),
    ]

    operations = [
        migrations.AddField(
            model_name="casetext",
            name="initials",
            field=models.TextField(blank=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
