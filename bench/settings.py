"""The product's settings, plus the bare pages it is measured beside."""

from config.settings import *  # noqa: F403
from config.settings import DATABASES, TEMPLATES, _connection

ROOT_URLCONF = "bench.urls"
TEMPLATES[0]["DIRS"] = ["bench/templates"]
DATABASES["bare"] = {**_connection("palier_migrate"), "ATOMIC_REQUESTS": False}
DATABASES["bare"]["OPTIONS"]["options"] = "-c role=palier_migrate"
