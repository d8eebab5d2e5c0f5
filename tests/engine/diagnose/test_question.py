"""The question that would settle most."""

from __future__ import annotations

from pushwhy.engine.diagnose.question import ask
from pushwhy.engine.diagnose.weigh import weigh
from pushwhy.model.facts import Fact, Facts, StatedFact
from pushwhy.model.pack import RulePack
from pushwhy.model.report import Answer, Question, Strength
from pushwhy.model.rules import CauseOfRule, Comparison, EvidenceRule, FactSpec
from pushwhy.pack.compile.weights import ratio_of
from pushwhy.run.pipeline import Pipeline
from tests.engine.push_lines import pushed, refused


def spec(name: str, **weights: float) -> FactSpec:
    return FactSpec(
        name=name,
        type="enum",
        description="d",
        values=tuple(weights),
        weights=tuple(weights.values()),
        scope="package" if name == "owner" else None,
        question=f"What is the {name} of {{package_id}}?",
        look_up="https://feed.example/{package_id}",
    )


SPECS = {
    "owner": spec("owner", me=0.6, other=0.4),
    "weather": spec("weather", fair=0.5, foul=0.5),
    "mood": FactSpec(name="mood", type="enum", description="d", values=("good", "bad"), weights=(0.5, 0.5)),
}


def cause(name: str, prior: float, *rows: tuple[str, str, Strength]) -> CauseOfRule:
    evidence = tuple(
        EvidenceRule(
            fact=fact, op=Comparison.IS, values=(value,), strength=strength, against=False, ratio=ratio_of(strength, against=False)
        )
        for fact, value, strength in rows
    )
    return CauseOfRule(id=name, prior=prior, evidence=evidence)


def asked(*causes: CauseOfRule, **known: str) -> Question | None:
    facts: Facts = {name: Fact(value=value) for name, value in known.items()}
    return ask(causes, weigh(causes, facts, SPECS, remainder=0.0), facts, SPECS)


class TestTheBestQuestion:
    def test_is_the_one_whose_answer_tells_the_causes_apart(self) -> None:
        question = asked(
            cause("a", 1, ("weather", "fair", Strength.WEAK), ("owner", "me", Strength.CONCLUSIVE)),
            cause("b", 1, ("owner", "other", Strength.CONCLUSIVE)),
        )
        assert question is not None
        assert question.fact == "owner"

    def test_says_how_to_answer_it(self) -> None:
        causes = (cause("a", 1, ("owner", "me", Strength.STRONG)), cause("b", 1))
        assert asked(*causes, package_id="AppLogger") == Question(
            fact="owner",
            text="What is the owner of AppLogger?",
            look_up="https://feed.example/AppLogger",
            answers=(
                Answer(value="me", option="--fact AppLogger@owner=me"),
                Answer(value="other", option="--fact AppLogger@owner=other"),
            ),
        )

    def test_about_anything_but_a_package_has_no_scope(self) -> None:
        question = asked(cause("a", 1, ("weather", "fair", Strength.STRONG)), cause("b", 1), package_id="AppLogger")
        assert question is not None
        assert [answer.option for answer in question.answers] == ["--fact weather=fair", "--fact weather=foul"]

    def test_is_another_one_once_the_first_is_answered(self) -> None:
        causes = (
            cause("a", 1, ("owner", "me", Strength.MODERATE), ("weather", "fair", Strength.MODERATE)),
            cause("b", 1, ("owner", "other", Strength.MODERATE)),
        )
        first, second = asked(*causes), asked(*causes, owner="me")
        assert first is not None
        assert second is not None
        assert (first.fact, second.fact) == ("owner", "weather")


class TestNoQuestion:
    def test_where_a_cause_is_as_good_as_certain(self) -> None:
        assert asked(cause("a", 99, ("owner", "me", Strength.STRONG)), cause("b", 1)) is None

    def test_where_nobody_could_answer(self) -> None:
        assert asked(cause("a", 1, ("mood", "good", Strength.CONCLUSIVE)), cause("b", 1)) is None

    def test_where_everything_is_known(self) -> None:
        assert asked(cause("a", 1, ("owner", "me", Strength.WEAK)), cause("b", 1), owner="me") is None

    def test_where_no_answer_would_change_anything(self) -> None:
        assert asked(cause("a", 1, ("owner", "me", Strength.STRONG)), cause("b", 1, ("owner", "me", Strength.STRONG))) is None

    def test_of_a_single_cause(self) -> None:
        assert asked(cause("a", 1, ("owner", "me", Strength.STRONG))) is None


class TestShippedRules:
    def test_a_refused_key(self, pipeline: Pipeline) -> None:
        question = pipeline.report_bytes(refused("AppLogger").encode()).diagnoses[0].question
        assert question is not None
        assert question.fact == "key"
        assert [answer.option for answer in question.answers] == ["--fact key=valid", "--fact key=new", "--fact key=expired"]

    def test_a_key_that_is_alive(self, pipeline: Pipeline) -> None:
        question = pipeline.report_bytes((pushed("One") + refused("Two")).encode()).diagnoses[0].question
        assert question is not None
        assert (question.fact, question.look_up) == ("owner", "https://www.nuget.org/packages/Two")
        assert [answer.option for answer in question.answers] == [f"--fact Two@owner={value}" for value in ("me", "other", "nobody")]

    def test_what_the_message_settles_is_not_asked(self, pipeline: Pipeline) -> None:
        one = pipeline.report_bytes(refused("AppLogger", answer="Conflict").encode()).diagnoses[0]
        assert (one.causes[0].id, one.question) == ("version-already-exists", None)

    def test_a_fact_that_was_stated_is_not_asked(self, pack: RulePack) -> None:
        stated = [StatedFact(name="key", value="valid")]
        question = Pipeline(pack, stated=stated).report_bytes(refused("AppLogger").encode()).diagnoses[0].question
        assert question is not None
        assert question.fact == "owner"
