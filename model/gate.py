"""May a new version replace the current one by itself? Only if it is no worse, beyond chance.

Both were judged by artists hidden from them, the same artists of the same listeners wherever both
know those listeners; and both are asked what they make of people's votes. What is worse by more
than chance explains keeps the new version back; `kindred promote` overrules.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.errors import NoCurrentVersion, OlderFormat, VersionError
from model.evaluation.metrics import Mean, Values, auc, auc_gained
from model.evaluation.trial import Trial
from model.manifest import Manifest
from model.opinions import Opinions
from model.plays.kinds import PlaysFormat
from model.registry import Registry
from model.version import Version, read_trial, read_version

_SUSPICIOUSLY_SMALL = 0.5  # of the current version's listeners: more likely a broken export
_FEWEST_IN_COMMON = 50  # listeners; with fewer, all of the one are held against all of the other
_FEWEST_THUMBS = 10  # of each kind, for votes to say anything


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says.

    Attributes:
        passes: whether the new version may become current by itself.
        reason: why, or why not, as a clause.
    """

    passes: bool
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Trials:
    """How a new version did.

    Attributes:
        hidden: the same training, asked for artists that were hidden from it.
        seen: the finished version, asked for the same artists.
    """

    hidden: Trial
    seen: Trial


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """How close two versions find the pairs that people judged.

    Attributes:
        thumbs: 1 or -1 per judgement.
        new: closeness by the new version, as long.
        current: closeness by the current one, as long.
    """

    thumbs: NDArray[np.int32]
    new: NDArray[np.float32]
    current: NDArray[np.float32]


def judged(
    new: Manifest, registry: Registry, trials: Trials | None, opinions: Opinions
) -> Verdict:
    """Hold a new version against the current one.

    Args:
        new: a version of the registry.
        registry: where both are.
        trials: of the new one; None where its plays are too few to hide any.
        opinions: what people say, over the new version's artists.
    """
    try:
        current = read_version(registry.path_of(registry.current()))
        reason = "it is no worse than the current version"
        objection = _objection(new, current, registry, trials, opinions)
    except NoCurrentVersion:
        objection, reason = None, "it is the first"
    except OlderFormat:
        objection, reason = None, "the current version was written by an older Kindred"
    except VersionError:
        objection, reason = None, "the current version is broken"
    if trials and not objection:
        objection = spoilt(trials.seen, trials.hidden)
    return Verdict(passes=objection is None, reason=objection or reason)


def _objection(
    new: Manifest, current: Version, registry: Registry, trials: Trials | None, opinions: Opinions
) -> str | None:
    """Return what speaks against a version beside the current one, the cheapest to find first."""
    is_demo = [one.source.format == PlaysFormat.DEMO for one in (new, current.manifest)]
    if is_demo == [False, True]:  # simulated listeners are easy to please: no figures compare
        return None
    if is_demo == [True, False]:
        return "it is the demo, and the current version is from real plays"
    if objection := too_few_listeners(new, current.manifest):
        return objection
    before = read_trial(registry.path_of(current.manifest.id), current.manifest)
    if trials and before and (objection := recalls_less(trials.hidden, before)):
        return objection
    if not len(opinions.thumbs):  # spares opening the new version again
        return None
    votes = agreement(read_version(registry.path_of(new.id)), current, opinions)
    return agrees_less(votes)


def too_few_listeners(new: Manifest, current: Manifest) -> str | None:
    """Object to a version of far fewer listeners than the current one has from such a source."""
    was, now_is = current.counts.listeners, new.counts.listeners
    if new.source.format == current.source.format and now_is < _SUSPICIOUSLY_SMALL * was:
        return f"it has {now_is:,} listeners where the current version has {was:,}"
    return None


def spoilt(version: Trial, trial: Trial) -> str | None:
    """Object to a version that cannot find what it has seen.

    Args:
        version: the finished version, asked for artists that were not hidden from it.
        trial: the same training with those artists hidden, which should do worse.
    """
    difference = Mean.of(version.recall - trial.recall)
    if difference.high < 0:
        return (
            f"it finds {version.recall.mean():.3f} of artists it has seen, and its own trial "
            f"{trial.recall.mean():.3f} of artists it had not: the training was spoilt"
        )
    return None


def agreement(new: Version, current: Version, opinions: Opinions) -> Agreement:
    """Ask both versions about every judged pair of which both know the artists."""
    ours = opinions.pairs
    theirs = np.asarray(
        [
            [
                current.catalog.by_key(key).row if current.catalog.knows(key) else -1
                for key in (new.catalog.keys[asked], new.catalog.keys[voted])
            ]
            for asked, voted in ours.tolist()
        ],
        np.int32,
    ).reshape(-1, 2)
    both = (theirs >= 0).all(axis=1)
    return Agreement(
        opinions.thumbs[both],
        new.closeness.of_pairs(ours[both]),
        current.closeness.of_pairs(theirs[both]),
    )


def recalls_less(new: Trial, current: Trial) -> str | None:
    """Object to a version that finds fewer hidden artists than the current one, beyond chance."""
    common, ours, theirs = np.intersect1d(new.hashes, current.hashes, return_indices=True)
    if len(common) >= _FEWEST_IN_COMMON:
        was, now_is = current.recall[theirs], new.recall[ours]
        difference = Mean.of(now_is - was)
        of_whom = f"the same {len(common):,} listeners"
    else:
        was, now_is = current.recall, new.recall
        difference = _between(now_is, was)
        of_whom = "other listeners"
    if difference.high < 0:
        return (
            f"it finds {now_is.mean():.3f} of the artists hidden from {of_whom}, "
            f"the current version {was.mean():.3f}"
        )
    return None


def agrees_less(votes: Agreement) -> str | None:
    """Object to a version that people's votes contradict more than the current, beyond chance.

    Args:
        votes: on pairs that both versions know.
    """
    if min(np.sum(votes.thumbs > 0), np.sum(votes.thumbs < 0)) < _FEWEST_THUMBS:
        return None
    if auc_gained(votes.new, votes.current, votes.thumbs).high < 0:
        now_is, was = auc(votes.new, votes.thumbs), auc(votes.current, votes.thumbs)
        return f"it agrees with {now_is:.3f} of pairs of votes, the current version with {was:.3f}"
    return None


def _between(now_is: Values, was: Values) -> Mean:
    """Return the difference of two means of unrelated listeners, with its interval."""
    one, other = Mean.of(now_is), Mean.of(was)
    width = float(np.hypot(one.high - one.mean, other.high - other.mean))
    mean = one.mean - other.mean
    return Mean(mean, mean - width, mean + width)
