"""The shape of each data file, as pydantic records; the JSON Schemas in `data/schema` are made from them.

A record says what a curator may write. It knows nothing of other records: whether ids exist and kinds fit is
`graph.check`'s to say. `data/README.md` explains every field with an example.
"""

from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag
from pydantic.fields import FieldInfo

from graph import vocabulary
from graph.vocabulary import Frequency, Modality, ReadPart, Region, Role, SourceType, Status, Weight

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


AnyRef = Annotated[str, StringConstraints(pattern=r"^[a-z]+:[a-z0-9]+(-[a-z0-9]+)*$")]
SourceRef = Annotated[str, StringConstraints(pattern=r"^source:[a-z0-9]+(-[a-z0-9]+)*$")]
Root = Annotated[str, StringConstraints(pattern=r"^(C[1-8]|T([1-9]|1[0-2])|L[1-5]|S[1-5]|Co|CN(5|7|11))$")]


def _as_range(value: object) -> object:
    """Read one figure as a range whose ends are equal."""
    return (value, value) if isinstance(value, (int, float)) else value


def _as_weights(value: object) -> object:
    """Read a plain list of roots as roots that are all main."""
    return dict.fromkeys(value, "main") if isinstance(value, list) else value


Percent = Annotated[float, Field(ge=0, le=100)]
Range = Annotated[
    tuple[Percent, Percent], BeforeValidator(_as_range, json_schema_input_type=Percent | tuple[Percent, Percent])
]
Roots = Annotated[
    dict[Root, Weight],
    BeforeValidator(_as_weights, json_schema_input_type=list[Root] | dict[Root, Weight]),
]


class Record(BaseModel):
    """The base of all records: unknown fields are errors, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Row(Record):
    """A claim, written at one of its ends."""

    sources: list[SourceRef] = []
    note: Text | None = None
    status: Status = "accepted"
    dispute: Text | None = None


class IsA(Row):
    """This node is a kind of another of the same kind."""

    of: AnyRef


class NodeRecord(Record):
    """What every node may hold."""

    id: AnyRef
    label: Text
    plural: bool = False
    synonyms: list[Text] = []
    lay: list[Text] = []
    definition: Text
    xrefs: dict[Annotated[str, StringConstraints(pattern=r"^(UBERON|HP|MONDO):\d{7}$")], Text] = {}
    sources: list[SourceRef] = []
    formerly: list[AnyRef] = []
    """Retired ids that this node now stands for; an old link leads here."""
    is_a: list[IsA] = []


class Origin(Row):
    """Where a nerve arises from, and the roots whose fibers come this way."""

    from_: Annotated[AnyRef, Field(alias="from")]
    roots: list[Root]


class SiteStep(Row):
    """A compression site on a course."""

    site: AnyRef


class MuscleStep(Row):
    """A muscle whose fibers leave the course here."""

    muscle: AnyRef
    roots: Roots
    share: Weight | None = None


class SkinStep(Row):
    """A patch of skin whose fibers leave the course here; its roots are its dermatomes."""

    skin: AnyRef
    roots: Roots
    share: Weight | None = None


class BranchStep(Record):
    """A branch that leaves the course here; the branch's own record says where it arises from, with the sources."""

    branch: AnyRef
    note: Text | None = None


_STEP_KEYS = ("site", "muscle", "skin", "branch")


def _step_key(value: object) -> str | None:
    """Tell which kind of step a row is by the key that it has."""
    has = value.__contains__ if isinstance(value, dict) else lambda key: hasattr(value, key)
    return next((key for key in _STEP_KEYS if has(key)), None)


Step = Annotated[
    Annotated[SiteStep, Tag("site")]
    | Annotated[MuscleStep, Tag("muscle")]
    | Annotated[SkinStep, Tag("skin")]
    | Annotated[BranchStep, Tag("branch")],
    Discriminator(
        _step_key,
        custom_error_type="step",
        custom_error_message="a row of a course has one of the keys site, muscle, skin, branch",
    ),
]


class CourseRecord(NodeRecord):
    """A node with a course, proximal to distal."""

    course: list[Step] = []


class RootRecord(CourseRecord):
    """A spinal nerve root, or the root of a cranial nerve (CN5, CN7, CN11)."""


class NerveRecord(CourseRecord):
    """A nerve or a part of a plexus."""

    part: vocabulary.Part = "nerve"
    arises_from: list[Origin] = []


class SiteRecord(NodeRecord):
    """A place where a nerve can be compressed."""

    boundary: Text | None = None
    region: Region | None = None
    one_level: bool = False
    """It stands for one of several like it, such as the spaces between the ribs: its nerves are not caught together."""


class MuscleRecord(NodeRecord):
    """A muscle, or a separately supplied part of one."""

    action: Text
    region: Region


class SkinRecord(NodeRecord):
    """A patch of skin with one supply."""

    region: Region


class Target(Row):
    """The other end of a claim whose relation the key of the list names."""

    target: AnyRef


class ReflexRecord(NodeRecord):
    """A tendon reflex with its arc."""

    examines: list[Target] = []


class Part(Row):
    """The muscle, skin or reflex in which a sign is seen."""

    part: AnyRef


class Statement(Record):
    """A plain fact with its sources."""

    text: Text
    sources: Annotated[list[SourceRef], Field(min_length=1)]


class SymptomRecord(NodeRecord):
    """A symptom or sign."""

    shows_in: list[Part] = []
    time: vocabulary.TimeCourse | None = None
    """The question about time that it answers; of several answers to one question mostly one is true."""
    red_flags: list[Statement] = []


class MechanismRecord(NodeRecord):
    """A step of how compression makes symptoms."""

    leads_to: list[Target] = []


class CauseRecord(NodeRecord):
    """A cause or risk factor."""

    leads_to: list[Target] = []


class TestRecord(NodeRecord):
    """A test, with how it is done."""

    __test__ = False  # not a test of ours: pytest must not collect it

    modality: Modality
    how: Text | None = None
    examines: list[Target] = []


class Treats(Row):
    """A symptom that a treatment is used for."""

    symptom: AnyRef
    role: Role


class TreatmentRecord(NodeRecord):
    """Anything done about it."""

    treats: list[Treats] = []


class UrgencyStatement(Statement):
    """How soon a condition needs a doctor, whatever else speaks for it, with the reason."""

    level: vocabulary.Urgency


class Presents(Row):
    """A symptom of a syndrome or mimic."""

    symptom: AnyRef
    frequency: Frequency
    figure: Text | None = None


class AccuracyRow(Record):
    """How well a test does, in one study."""

    sensitivity: Range | None = None
    specificity: Range | None = None
    reference: Text | None = None
    source: SourceRef
    note: Text | None = None


class Detected(Row):
    """A test that helps to detect the record's condition."""

    test: AnyRef
    finding: Text | None = None
    accuracy: list[AccuracyRow] = []


class Imitates(Row):
    """A syndrome that a mimic looks like."""

    syndrome: AnyRef
    distinguished_by: Text


class MimicRecord(NodeRecord):
    """A condition that is not compression but looks like it."""

    presents_with: list[Presents] = []
    tests: list[Detected] = []
    imitates: list[Imitates] = []
    urgency: UrgencyStatement | None = None
    red_flags: list[Statement] = []
    pattern: vocabulary.Pattern | None = None


class SiteRow(Row):
    """A site at which compression leads to the syndrome."""

    site: AnyRef


class MechanismRow(Row):
    """A mechanism at work in the syndrome."""

    mechanism: AnyRef


class Spared(Row):
    """A part that one might expect to fail and that does not."""

    spared: AnyRef
    why: Text


class Imitated(Row):
    """A mimic or another syndrome that looks like the sheet's."""

    mimic: AnyRef
    distinguished_by: Text


class Treated(Row):
    """A treatment of the syndrome."""

    treatment: AnyRef
    role: Role


class CauseRow(Row):
    """A cause or risk factor of the syndrome."""

    cause: AnyRef


class Change(Row):
    """What a variant changes: the part, and what is different there."""

    target: AnyRef
    effect: Text


class RerouteRow(Record):
    """Fibers that take another way: down a nerve or root to an item of its course, then on as usual or to their end."""

    targets: Annotated[list[AnyRef], Field(min_length=1)]
    """Muscles and skin whose fibers move; a nerve stands for all that runs through it."""
    roots: list[Root] = []
    """Only fibers of these roots move; left out: all."""
    along: AnyRef
    until: AnyRef
    """The last item of the course of `along` that they pass."""
    joins: AnyRef | None = None
    """The nerve whose usual course they then follow; left out: they go straight to their target."""
    after: AnyRef | None = None
    """The item of the course of `joins` below which they join; left out: at its beginning."""
    share: Weight = "main"
    """`minor` where only a small part of the fibers moves."""
    sources: list[SourceRef] = []
    note: Text | None = None


class VariantRecord(NodeRecord):
    """A course or supply that differs from the usual one."""

    changes: list[Change] = []
    reroutes: list[RerouteRow] = []
    """The change as a course, where the sources tell one: what a lesion with the variant does follows from it."""
    how_common: Statement | None = None


class SyndromeRecord(NodeRecord):
    """A syndrome's sheet."""

    sites: list[SiteRow] = []
    involves: list[MechanismRow] = []
    presents_with: list[Presents] = []
    spares: list[Spared] = []
    tests: list[Detected] = []
    mimics: list[Imitated] = []
    treatments: list[Treated] = []
    causes: list[CauseRow] = []
    prognosis: Statement | None = None
    how_common: Statement | None = None
    urgency: UrgencyStatement | None = None
    red_flags: list[Statement] = []
    unknown: list[Text] = []


class SourceRecord(Record):
    """A work that claims rest on."""

    id: SourceRef
    title: Text
    authors: Text | None = None
    body: Text | None = None
    year: Annotated[int, Field(ge=1800, le=2100)] | None = None
    container: Text | None = None
    type: SourceType
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    pmid: Annotated[str, StringConstraints(pattern=r"^\d{1,8}$")] | None = None
    file: Annotated[str, StringConstraints(pattern=r"^docs/[a-z0-9-]+\.md$")] | None = None
    read: ReadPart
    used_for: Text


class CaseRecord(Record):
    """A worked case from a published work: what was found, and what it was.

    `weak`, `numb`, `reflex` and `normal` name muscles, patches of skin and reflexes; `present` and `absent` symptoms,
    tests (positive, negative) and causes. Any of `lesion` is a right place, any of `is_` a right condition.
    """

    id: AnyRef
    label: Text
    story: Text
    sources: Annotated[list[SourceRef], Field(min_length=1)]
    weak: list[AnyRef] = []
    numb: list[AnyRef] = []
    reflex: list[AnyRef] = []
    normal: list[AnyRef] = []
    doubtful: list[AnyRef] = []
    """Those of the findings above that were slight or uncertain."""
    present: list[AnyRef] = []
    absent: list[AnyRef] = []
    lesion: list[AnyRef] = []
    """Every place that is a right answer: sites, nerves, parts of a plexus, roots."""
    together: list[AnyRef] = []
    """Places that are injured at once, where no single one explains the findings."""
    not_one_nerve: bool = False
    """No single compression is right: a general, central or scattered disorder."""
    is_: Annotated[list[AnyRef], Field(alias="is")] = []
    """Every syndrome or mimic that is a right answer to what it is."""
    dispute: Text | None = None
    """What is disputed about the case; its answers are then all that are held right."""


class QuestionRecord(Record):
    """A question that people ask about two things, and the path that answers it best."""

    id: AnyRef
    label: Text
    """The question in a person's words."""
    from_: Annotated[AnyRef, Field(alias="from")]
    to: AnyRef
    path: Annotated[list[AnyRef], Field(min_length=2)]
    """The nodes of the best path, from one end to the other: a test holds the ranking to it."""


LIST_FILES: dict[str, tuple[str, type[Record]]] = {
    "sources.yaml": ("source", SourceRecord),
    "anatomy/roots.yaml": ("root", RootRecord),
    "anatomy/muscles.yaml": ("muscle", MuscleRecord),
    "anatomy/skin.yaml": ("skin", SkinRecord),
    "anatomy/sites.yaml": ("site", SiteRecord),
    "anatomy/reflexes.yaml": ("reflex", ReflexRecord),
    "anatomy/variants.yaml": ("variant", VariantRecord),
    "symptoms.yaml": ("symptom", SymptomRecord),
    "mimics.yaml": ("mimic", MimicRecord),
    "tests.yaml": ("test", TestRecord),
    "treatments.yaml": ("treatment", TreatmentRecord),
    "mechanisms.yaml": ("mechanism", MechanismRecord),
    "causes.yaml": ("cause", CauseRecord),
    "cases.yaml": ("case", CaseRecord),
    "questions.yaml": ("question", QuestionRecord),
}
"""Files that hold a list of records: path → kind of id and record."""

FOLDERS: dict[str, tuple[str, type[Record], bool]] = {
    "anatomy/nerves": ("nerve", NerveRecord, True),
    "syndromes": ("syndrome", SyndromeRecord, False),
}
"""Folders of files: path → kind of id, record, and whether a file holds a list of them (else one mapping)."""


def fields_of(record: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a record by the name that stands in the file."""
    return {field.alias or name: field for name, field in record.model_fields.items()}


def rows_in(annotation: Any) -> list[type[BaseModel]]:  # noqa: ANN401 - any annotation
    """Return the kinds of row that a field may hold, by its annotation.

    >>> [row.__name__ for row in rows_in(SyndromeRecord.model_fields["causes"].annotation)]
    ['CauseRow']
    """
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [row for argument in get_args(annotation) for row in rows_in(argument)]
