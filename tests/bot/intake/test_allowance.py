"""How much one person may ask for: said once when it is too much, then passed over."""

from __future__ import annotations

from bot.intake.allowance import Allowance, Verdict

A, B = 1, 2


def verdicts(allowance, times, *, cost=1.0, person=A, **more):
    return [allowance.verdict(person, cost, now, **more) for now in times]


def test_a_minutes_worth_at_once_is_handled_and_the_next_is_told_once():
    got = verdicts(Allowance(60), [0.0] * 65)
    assert got[:60] == [Verdict.HANDLED] * 60
    assert got[60:] == [Verdict.TOLD] + [Verdict.PASSED_OVER] * 4


def test_whoever_asks_once_a_second_is_always_handled():
    assert set(verdicts(Allowance(60), range(1000))) == {Verdict.HANDLED}


def test_who_goes_on_too_fast_is_answered_at_the_rate_and_told_no_more():
    got = verdicts(Allowance(60), [second / 2 for second in range(1200)])
    assert got.count(Verdict.TOLD) == 1
    assert 655 <= got.count(Verdict.HANDLED) <= 665  # sixty, and one a second for ten minutes


def test_who_has_calmed_down_is_told_anew():
    allowance = Allowance(60)
    verdicts(allowance, [0.0] * 70)
    assert set(verdicts(allowance, [40.0] * 40)) == {Verdict.HANDLED}
    assert allowance.verdict(A, 1, 40.0) is Verdict.TOLD


def test_one_persons_flood_is_not_anothers():
    allowance = Allowance(60)
    verdicts(allowance, [0.0] * 100)
    assert allowance.verdict(B, 1, 0.0) is Verdict.HANDLED


def test_what_is_cheap_counts_for_less():
    assert set(verdicts(Allowance(60), [0.0] * 240, cost=0.25)) == {Verdict.HANDLED}


def test_of_whom_much_waits_already_is_told_so_once():
    allowance = Allowance(60)
    assert allowance.verdict(A, 1, 0.0, is_crowded=True) is Verdict.TOLD
    assert allowance.verdict(A, 1, 5.0) is Verdict.HANDLED
    assert allowance.verdict(A, 1, 6.0, is_crowded=True) is Verdict.PASSED_OVER
    assert allowance.verdict(B, 1, 6.0) is Verdict.HANDLED
    assert allowance.verdict(A, 1, 40.0) is Verdict.HANDLED
    assert allowance.verdict(A, 1, 41.0, is_crowded=True) is Verdict.TOLD


def test_who_cannot_be_told_is_passed_over_and_told_when_that_can_be():
    allowance = Allowance(1)
    allowance.verdict(A, 1, 0.0)
    assert allowance.verdict(A, 1, 0.0, can_be_told=False) is Verdict.PASSED_OVER
    assert allowance.verdict(A, 1, 0.0) is Verdict.TOLD


def test_the_quiet_are_forgotten():
    allowance = Allowance(60)
    for person in range(5000):
        allowance.verdict(person, 1, 0.0)
    for person in range(5000, 9000):
        allowance.verdict(person, 1, 100.0)
    assert len(allowance._buckets) < 5000
