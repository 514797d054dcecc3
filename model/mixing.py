"""A list for several people: what each artist is worth to all, and an order that serves everybody.

Everybody's happiness with an artist is measured by that person's own best, so that nobody with
strong likes outweighs the rest. Which artists may be answers at all is the caller's business.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.best import best

# Happiness up to which a list gains nothing by an artist. Without it crumbs add up: of ten for a
# fan of Radiohead and one of ABBA, three were for the latter, who had a fifth of all the others.
_UNNOTICED = 0.2
# What everybody has before anything is chosen, in favourites. With it, half a favourite for two
# people goes before a whole one for either; four tenths of one do not.
_BEFORE_THE_FIRST = 1.0
_FEWEST_CANDIDATES = 300
_FEWEST_OF_EACH = 50
# On the demo the 40th best answer of a person's own makes about that happy, strangers less than .1
_SERVED = 0.4


def happiness(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Divide each person's scores by that person's best.

    Args:
        scores: shape `(people, artists)`, from `TasteSpace.scores`.

    Returns:
        1 for each one's favourite; as they are where somebody likes nothing.
    """
    best = scores.max(axis=1, keepdims=True, initial=0.0)
    return (scores / np.where(best > 0, best, 1.0)).astype(np.float32)


def worth_to_all(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what each artist is worth to several people, 1 at most.

    The least happy counts as much as all together: half the mean of everybody's happiness and half
    the lowest. For one person that is the order of the scores.

    Args:
        scores: shape `(people, artists)`, from `TasteSpace.scores`.

    Source:
        J. Masthoff, "Group Recommender Systems" (2015): average and least misery.
    """
    happy = happiness(scores)
    worth: NDArray[np.float32] = (happy.mean(axis=0) + happy.min(axis=0)) / 2
    return worth


def fair_order(
    scores: NDArray[np.float32], *, bonus: NDArray[np.float32], n: int
) -> NDArray[np.intp]:
    """Choose artists one after another such that the list serves everybody.

    `worth_to_all` judges artists one by one, and so lets two who agree outvote a third through the
    whole list. Here each choice makes the sum of 1 / (1 + happiness gathered) smallest: the less
    somebody has had so far, the more their happiness with the next one counts, and what makes
    several happy at once goes first.

    A score below 0 counts as 0, no happiness and no harm: somebody without a single dislike
    scores strangers as low as somebody with many does (-.08 of the best on the demo). Only where
    two choices are as fair does it count, since ties go to what is worth more to all.

    Args:
        scores: shape `(people, artists)`, the better known first.
        bonus: shape `(artists,)`, what everybody's happiness is shifted by when choosing.
        n: how many at most.

    Returns:
        Indices of artists. For one person simply the order of the scores, with the bonus; for
        several of the few hundred that are worth most to all or best for one.

    Source:
        J. Mo, J. Walrand, "Fair end-to-end window-based congestion control" (2000): fairness of
        the kind α = 2, between proportional fairness (1, Nash welfare) and looking at the least
        happy alone (∞). Fair lists by greedy choice: D. Serbos, S. Qi, N. Mamoulis, E. Pitoura,
        P. Tsaparas, "Fairness in Package-to-Group Recommendations" (2017).
    """
    worth = worth_to_all(scores) + bonus
    if len(scores) < 2:  # noqa: PLR2004  # who is alone has nobody to be fair to
        return best(worth, n)
    happy = happiness(scores)
    candidates = _candidates(worth, happy + bonus, n)
    gains = _noticed(happy[:, candidates])
    wanted = _noticed(happy[:, candidates] + bonus[candidates])
    gathered = np.full((len(scores), 1), _BEFORE_THE_FIRST, np.float32)
    is_free = np.ones(len(candidates), bool)
    chosen = []
    for _ in range(min(n, len(candidates))):
        relief = (1 / gathered - 1 / (gathered + wanted)).sum(axis=0)
        at = int(np.where(is_free, relief, -1).argmax())
        is_free[at] = False
        gathered += gains[:, [at]]
        chosen.append(candidates[at])
    return np.asarray(chosen, np.intp)


def served(happy: NDArray[np.float32]) -> list[tuple[int, ...]]:
    """Return for each artist whom it is for, as indices of people.

    Args:
        happy: shape `(people, artists)`, from `happiness`.

    Returns:
        Those whom it makes at least .4 as happy as their best does; and always the happiest, the
        first of several.
    """
    is_served = happy >= _SERVED
    is_served[happy.argmax(axis=0), np.arange(happy.shape[1])] = True
    return [tuple(np.flatnonzero(people).tolist()) for people in is_served.T]


def _noticed(happy: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what a list gains by artists: 1 for a favourite, 0 for what leaves somebody cold."""
    noticed: NDArray[np.float32] = np.maximum(happy - _UNNOTICED, 0) / (1 - _UNNOTICED)
    return noticed


def _candidates(
    worth: NDArray[np.float32], wanted: NDArray[np.float32], n: int
) -> NDArray[np.intp]:
    """Return those worth most to all and each person's best, in the order of their worth."""
    of_all = best(worth, max(_FEWEST_CANDIDATES, n))
    of_each = [best(of_one, max(_FEWEST_OF_EACH, n)) for of_one in wanted]
    candidates = np.unique(np.concatenate([of_all, *of_each]))
    return candidates[np.argsort(-worth[candidates], kind="stable")]
