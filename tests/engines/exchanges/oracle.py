"""The best set of cycles and chains of a small market by trying them all: shares no code with the engine's search."""

from collections.abc import Iterator

from hypothesis import strategies as st

from palier.engines.exchanges import Arc, Market

Structure = tuple[bool, tuple[int, ...]]  # whether it is a cycle, and its nodes


def structures(market: Market, max_cycle: int, max_chain: int) -> Iterator[Structure]:
    """Every cycle and every chain the caps permit, by walking every path."""
    after: dict[int, list[int]] = {}
    for arc in market.arcs:
        after.setdefault(arc.source, []).append(arc.target)
    longest = max_chain - market.ends_outside

    def walk(path: tuple[int, ...]) -> Iterator[Structure]:
        is_chain = path[0] >= market.households
        if is_chain and len(path) > 1:
            yield False, path
        for node in after.get(path[-1], ()):
            if not is_chain and node == path[0] and 2 <= len(path) <= max_cycle:
                yield True, path
            if (
                node not in path
                and len(path) < (longest + 1 if is_chain else max_cycle)
                and (is_chain or node > path[0])
            ):
                yield from walk((*path, node))

    for start in range(len(market.labels)):
        yield from walk((start,))


def moves(structure: Structure) -> list[tuple[int, int]]:
    is_cycle, nodes = structure
    return list(zip(nodes, (*nodes[1:], nodes[0]), strict=True))[: None if is_cycle else -1]


def depends(structure: Structure) -> int:
    is_cycle, nodes = structure
    return len(nodes) * (len(nodes) - 1) if is_cycle else sum(range(len(nodes) - 1))


def best(
    market: Market, max_cycle: int, max_chain: int
) -> list[tuple[tuple[int, int, int], frozenset[tuple[int, int]]]]:
    """All best sets: their (weight, minus dependence, third aim) and their moves."""
    arcs = {(arc.source, arc.target): arc for arc in market.arcs}
    numbers = {(arc.source, arc.target): number for number, arc in enumerate(market.arcs)}
    every = list(structures(market, max_cycle, max_chain))
    found: list[tuple[tuple[int, int, int], frozenset[tuple[int, int]]]] = []

    def choose(start: int, used: frozenset[int], value: tuple[int, int, int], done: frozenset[tuple[int, int]]) -> None:
        chosen = {numbers[pair] for pair in done}
        if all(len(chosen & set(rule)) <= 1 for rule in market.at_most_one):
            found.append((value, done))
        for place in range(start, len(every)):
            pairs = moves(every[place])
            if used.isdisjoint(every[place][1]):
                choose(
                    place + 1,
                    used | set(every[place][1]),
                    (
                        value[0] + sum(arcs[pair].weight for pair in pairs),
                        value[1] - depends(every[place]),
                        value[2] + sum(arcs[pair].third for pair in pairs),
                    ),
                    done | set(pairs),
                )

    choose(0, frozenset(), (0, 0, 0), frozenset())
    top = max(value for value, _ in found)
    return [one for one in found if one[0] == top]


@st.composite
def markets(draw: st.DrawFn, most: int = 6) -> Market:
    """Small markets with few different weights, so that ties are frequent."""
    households, free = draw(st.integers(0, most)), draw(st.integers(0, 2))
    pairs = [
        (source, target) for source in range(households + free) for target in range(households) if source != target
    ]
    chosen = sorted(draw(st.sets(st.sampled_from(pairs), max_size=13))) if pairs else []
    arcs = tuple(Arc(*pair, draw(st.integers(-1, 4)), draw(st.integers(0, 2))) for pair in chosen)
    rule = st.sets(st.integers(0, max(0, len(arcs) - 1)), min_size=2, max_size=3).map(sorted).map(tuple)
    rules = draw(st.lists(rule, max_size=2)) if len(arcs) > 2 else []
    labels = tuple(range(households)) + tuple(range(free))
    return Market(labels, households, arcs, at_most_one=tuple(rules))
