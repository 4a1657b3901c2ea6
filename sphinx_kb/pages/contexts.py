"""What templates are given of articles and their lists: the names that they may use, and their types.

A page is named by its document; a template makes the address of it with ``pathto``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Required, TypedDict

if TYPE_CHECKING:
    from sphinx_kb.article.front_matter import FrontMatter
    from sphinx_kb.pictures.context import Picture


class Day(TypedDict):
    """A day, for the machine and for the reader."""

    iso: str
    text: str


class Label(TypedDict):
    """A collection as a link."""

    page: str
    name: str
    slug: str


class Counted(Label):
    """A collection as a link with the number of its articles."""

    count: int


class Item(Counted):
    """A collection in a list of its kind, with the line that says what it is about."""

    line: str


class Level(TypedDict):
    """A level that articles are written for, with their number."""

    key: str
    name: str
    count: int


class Person(TypedDict):
    """Who an author is, on the page of their articles."""

    biography: str
    picture: Picture | None
    initial: str
    links: list[tuple[str, str]]  # (what is shown, address)


class Author(Person):
    """An author in a byline; one who is not listed has no page."""

    name: str
    page: str | None


class Card(TypedDict):
    """What a card shows of an article."""

    page: str
    title: str
    description: str
    topic: Label | None
    date: Day | None
    minutes: int
    level: str | None
    level_text: str | None
    picture: Picture
    picture_alt: str
    card_image: str
    card_size: tuple[int, int]
    authors: list[Author]
    draft: bool


class Step(Card):
    """An article of a reading path, with the reason to read it there."""

    reason: str


class Heading(TypedDict):
    """A heading of an article, and those below it."""

    text: str
    anchor: str
    below: list[Heading]


class Changed(TypedDict):
    """A change of an article that readers should know."""

    day: Day
    what: str


class Article(Card):
    """What the templates show around the text of an article."""

    meta: FrontMatter
    updated: Day | None
    changes: list[Changed]  # the newest first
    reviewed: Day | None
    reviewers: list[Author]
    topics: list[Label]
    tags: list[Label]
    contents: list[Heading]  # none where the article shows none in its text
    previous: Card | None
    next: Card | None
    evidence: str  # what it rests on, in a line; empty without sources
    due: Day | None  # for a review
    is_overdue: bool  # on the day of the build
    edit: str | None  # the address at which it is edited
    report: str | None  # the address at which a mistake in it is reported


class ArticlePage(TypedDict):
    """The context of the page of an article."""

    article: Article
    side_contents: list[Heading]


class List(TypedDict, total=False):
    """What every page of a list of articles says; what a kind has not is left out."""

    heading: Required[str]
    kind: Required[str]
    slug: str
    up: tuple[str, str] | None  # (page, name) of the list of its kind
    line: str
    text: list[tuple[str, str]]  # pieces, each with the page that it leads to, or nothing
    person: Person | None
    years: list[Counted]
    topics: list[Counted]
    levels: list[Level]


class ListPage(List):
    """The context of one page of a list of articles."""

    title: str
    cards: list[Card]
    count: int  # of all its articles
    number: int  # of this page
    last: int  # page
    near: dict[int, str]  # number of a page that is linked from here -> its name
