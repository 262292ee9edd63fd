"""Known answers of the shared cases, read in place, and every answer checked to be feasible."""

from pathlib import Path

import pytest

from bench.engines.agreement_exchanges import agreement

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases"


@pytest.mark.skipif(not (CASES / "d_exchange_matching").is_dir(), reason="the shared cases are not beside this clone")
def test_every_known_answer_is_reached_and_proven():
    for collection, cases, agreeing, words in agreement(CASES):
        assert words == [], collection
        assert cases == agreeing > 0
