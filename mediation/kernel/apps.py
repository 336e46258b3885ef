from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "mediation.kernel"
    label = "kernel"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers the start-up checks
