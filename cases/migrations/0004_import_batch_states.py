# Files are checked first and loaded later; until then their content waits here.

import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q

STATES = [
    ("checking", "正在检查"),
    ("faulty", "有错误"),
    ("ready", "检查通过"),
    ("loading", "正在导入"),
    ("loaded", "已导入"),
    ("undoing", "正在撤销"),
    ("undone", "已撤销"),
    ("cancelled", "已取消"),
]


class Migration(migrations.Migration):

    dependencies = [("cases", "0003_registration_sequence")]

    operations = [
        migrations.AddField(
            "importbatch",
            "state",
            models.CharField(choices=STATES, default="checking", editable=False, max_length=10, verbose_name="状态"),
        ),
        migrations.AddField("importbatch", "content", models.BinaryField(null=True)),
        migrations.AddField("importbatch", "errors", models.JSONField(default=list)),
        migrations.AddField("importbatch", "summary", models.JSONField(default=dict)),
        migrations.AddField(
            "importbatch",
            "uploaded_at",
            models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AlterField("importbatch", "loaded_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "importbatch",
            models.CheckConstraint(
                condition=Q(content__isnull=True) | Q(state__in=("checking", "ready", "loading")),
                name="import_content_only_while_waiting",
            ),
        ),
    ]
