"""The seal itself, and the keys: what opens, what does not, what a crash leaves. No database."""

import base64
import os
import signal
import subprocess
import sys
import time
import uuid

import pytest
from django.test import override_settings

from palier.access import keys
from palier.access.sealing import MARK, Damaged, Place, Sealed, clear, read, seal, unseal

WORDS = "Il l'a frappée dimanche, devant les enfants. Zij durft niet naar huis."


@pytest.fixture(autouse=True)
def own_folder(tmp_path):
    with override_settings(KEYS_ROOT=tmp_path / "keys" / "palier"):
        yield tmp_path / "keys" / "palier"


@pytest.fixture
def subject():
    return uuid.uuid4()


@pytest.fixture
def place():
    return Place("cases_contact", "facts", uuid.uuid4())


def test_what_is_sealed_opens_in_its_place_and_shows_nothing(subject, place):
    sealed = seal(WORDS, place, subject)

    assert unseal(sealed, place) == WORDS
    assert "frappée" not in sealed and base64.b64encode(b"Il l'a frapp").decode()[:-2] not in sealed
    assert sealed != seal(WORDS, place, subject), "the same words twice look different"
    assert sealed.key == (subject, keys.newest(subject).number)


@pytest.mark.parametrize("changed", ["table", "column", "row"])
def test_a_ciphertext_copied_elsewhere_does_not_open(subject, place, changed):
    other = {"table": "cases_confidence", "column": "who", "row": uuid.uuid4()}[changed]
    sealed = seal(WORDS, place, subject)

    with pytest.raises(Damaged):
        unseal(sealed, Place(**{**place.__dict__, changed: other}))


def test_a_changed_bit_anywhere_does_not_open(subject, place):
    sealed = seal("oui", place, subject)
    whole = bytearray(base64.b64decode(sealed.rpartition(":")[2]))
    for at in range(len(whole)):
        spoilt = whole.copy()
        spoilt[at] ^= 1
        with pytest.raises(Damaged):
            unseal(Sealed(f"{sealed.rpartition(':')[0]}:{base64.b64encode(spoilt).decode()}"), place)


def test_what_is_cut_off_does_not_open(subject, place):
    sealed = seal(WORDS, place, subject)
    for end in range(1, len(sealed)):
        with pytest.raises((Damaged, keys.NoKey)):
            unseal(Sealed(sealed[:end]), place)


def test_the_key_of_another_subject_does_not_open(subject, place):
    other = uuid.uuid4()
    sealed = seal(WORDS, place, subject)
    version = keys.newest(other).number

    with pytest.raises(Damaged):
        unseal(Sealed(f"{MARK}{other}:{version}:{sealed.rpartition(':')[2]}"), place)


def test_former_versions_open_what_bears_them_until_they_are_dropped(subject, place):
    former = seal(WORDS, place, subject)
    keys.add_version(subject)
    latter = seal(WORDS, place, subject)

    assert latter.key[1] > former.key[1]
    assert unseal(former, place) == unseal(latter, place) == WORDS

    keys.drop(subject, {former.key[1], latter.key[1]})  # the newest stays, whatever is asked

    assert unseal(latter, place) == WORDS
    with pytest.raises(keys.NoKey):
        unseal(former, place)


def test_a_destroyed_key_stops_opening_at_once_and_one_made_later_has_another_number(subject, place):
    sealed = seal(WORDS, place, subject)
    assert unseal(sealed, place) == WORDS

    keys.destroy(subject)

    with pytest.raises(keys.NoKey):
        unseal(sealed, place)
    time.sleep(0.01)
    assert seal(WORDS, place, subject).key != sealed.key
    with pytest.raises(keys.NoKey):
        unseal(sealed, place)


def test_a_key_destroyed_by_another_process_stops_opening(subject, place):
    sealed = seal(WORDS, place, subject)
    assert unseal(sealed, place) == WORDS

    keys.path_of(subject).unlink()

    with pytest.raises(keys.NoKey):
        unseal(sealed, place)


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "leur clé a été détruite"), ("nl", "hun sleutel werd vernietigd")]
)
def test_who_reads_words_that_are_gone_is_told_so_in_her_language(subject, place, language, said):
    from django.utils import translation

    sealed = seal(WORDS, place, subject)
    keys.destroy(subject)

    with translation.override(language):
        assert said in read(sealed, place)


def test_words_that_look_like_a_seal_are_words(subject, place):
    assert clear(MARK * 2 + "x") == "x"
    assert unseal(seal(MARK + "x", place, subject), place) == "x"


def test_keys_are_their_owners_alone_and_nonces_are_never_used_twice(subject, place, own_folder):
    sealed = [seal("a", place, subject) for _ in range(2_000)]

    assert own_folder.stat().st_mode & 0o777 == 0o700
    assert keys.path_of(subject).stat().st_mode & 0o777 == 0o600
    assert keys.path_of(subject).parent.stat().st_mode & 0o777 == 0o700
    assert len({base64.b64decode(one.rpartition(":")[2])[:12] for one in sealed}) == 2_000


@pytest.mark.parametrize(("named", "ends"), [("", "/keys/"), ("/elsewhere", "/elsewhere/")])
def test_the_operator_may_name_where_keys_lie_and_each_database_has_its_own(named, ends):
    told = subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; print(settings.KEYS_ROOT)"],
        env=os.environ | {"PALIER_KEYS": named}, capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip

    assert told.endswith(ends + os.environ["PALIER_DATABASE"])


TURNS = """
import sys, uuid, django
from django.conf import settings
settings.configure(KEYS_ROOT=sys.argv[1], USE_TZ=True)
from palier.access import keys
subject = uuid.UUID(sys.argv[2])
print(keys.newest(subject).number, flush=True)
while True:
    print(keys.add_version(subject).number, flush=True)
"""


def test_killed_while_keys_are_written_nothing_that_was_said_to_be_written_is_lost(subject, own_folder):
    """Ten kills at chance moments: each version that was handed out is there, whole, and the next writer goes on."""
    told = set()
    for attempt in range(10):
        writer = subprocess.Popen(
            [sys.executable, "-c", TURNS, str(own_folder), str(subject)],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.getcwd()},
            text=True,
        )
        told.add(int(writer.stdout.readline()))
        time.sleep(0.01 + 0.007 * attempt)
        writer.send_signal(signal.SIGKILL)
        told |= {int(line) for line in writer.stdout.read().split("\n")[:-1]}
        writer.wait()
    print(f"\nversions told: {len(told)}")

    assert told <= {one.number for one in keys.versions(subject)}
    assert len(told) > 10
    keys.add_version(subject)
    assert [path.name for path in keys.path_of(subject).parent.iterdir()] == [str(subject)]
