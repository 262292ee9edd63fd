"""`make check` looks at everything the contract names, and what it looks at can fail."""

import os
import subprocess
from pathlib import Path

from config.setup import check

ROOT = Path(__file__).resolve().parents[2]
NAMED = {"format", "lint", "types", "imports", "templates", "catalogues", "migrations", "openapi.yaml is fresh"}


def asked(name, *more, **surroundings):
    command = dict(check.CHECKS)[name]
    return subprocess.run(
        [*command, *more],
        cwd=ROOT,
        env={**os.environ, **check.SURROUNDINGS.get(name, {}), **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_check_of_the_contract_is_there():
    assert {name for name, _ in check.CHECKS} >= NAMED


def test_a_template_with_a_fault_is_found(tmp_path):
    sound, faulty = tmp_path / "sound.html", tmp_path / "faulty.html"
    sound.write_text('<p class="a">{% if b %}<b>c</b>{% endif %}</p>\n')
    faulty.write_text('<p class="a" class="b">{% if b %}<b>c</p>\n')
    command = [part for part in dict(check.CHECKS)["templates"] if part != "palier"]

    assert subprocess.run([*command, str(sound)], cwd=ROOT, capture_output=True, check=False).returncode == 0
    found = subprocess.run([*command, str(faulty)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 1
    assert {"H025", "H037"} <= set(found.stdout.split())


def test_a_missing_migration_is_found(tmp_path):
    """The settings as they are, with a model that no migration knows."""
    module = tmp_path / "with_a_change.py"
    module.write_text(
        "from config.settings import *\n"
        "from django.db.models.signals import class_prepared\n"
        "def add(sender, **_):\n"
        "    from django.db import models\n"
        "    if sender.__name__ == 'ApiToken':\n"
        "        models.IntegerField(default=0).contribute_to_class(sender, 'more')\n"
        "class_prepared.connect(add)\n"
    )
    path = os.pathsep.join([str(tmp_path), str(ROOT)])

    assert asked("migrations").returncode == 0
    changed = subprocess.run(
        dict(check.CHECKS)["migrations"],
        cwd=ROOT,
        env={**os.environ, "PALIER_ROLE": "migrate", "DJANGO_SETTINGS_MODULE": "with_a_change", "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert changed.returncode == 1
    assert "Add field more to apitoken" in changed.stdout


def test_the_description_of_the_interface_says_when_it_is_stale():
    assert asked("openapi.yaml is fresh", PALIER_ROLE="app").returncode == 0
