"""Pictures: made once, in the size that a screen needs, and without what a camera notes."""

import contextlib
import io
import re
import shutil
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops

from sphinx_kb.pictures import domain
from sphinx_kb.pictures.covers.cover import Drawing
from sphinx_kb.pictures.covers.social_card import SIZES, TITLE, SharingCard
from sphinx_kb.pictures.covers.typesetting import LEADING, drop_missing_glyphs, fit_to_box
from sphinx_kb.pictures.svg_size import size
from sphinx_kb.testing import article
from sphinx_kb.theme import lengths

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 150"><path d="M0 0h9"/></svg>'
SECRET = "Secret camera of Mallory"


def photo(width=900, height=600, form="JPEG", seed=0, **options):
    """Return a photograph-like picture: a gradient with two kinds of noise."""
    light = Image.linear_gradient("L").rotate(90 * seed).resize((width, height))
    grain = Image.effect_noise((width, height), 14)
    clouds = Image.effect_noise((max(2, width // 40), max(2, height // 40)), 60)
    picture = ImageChops.add(light, clouds.resize((width, height)), 1.5, -40)
    picture = Image.merge(
        "RGB", [ImageChops.add(picture, grain, 1, -128 - 9 * n) for n in range(3)]
    )
    return encoded(picture, form, **options)


def plain(width=60, height=40, form="PNG", color=(11, 99, 97), **options):
    """Return a small picture of one color."""
    return encoded(Image.new("RGB", (width, height), color), form, **options)


def encoded(picture, form, **options):
    data = io.BytesIO()
    picture.save(data, form, **options)
    return data.getvalue()


def moving(form):
    """Return an animation that tells something."""
    frames = [Image.new("RGB", (90, 60), (80 * number, 90, 90)) for number in range(3)]
    options = {"comment": SECRET.encode()} if form == "GIF" else {"exif": telling()}
    return encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=90, **options)


def telling(orientation=1):
    """Return metadata with a camera and a place."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, SECRET
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 29.6)
    exif.get_ifd(0x8825)[29] = SECRET
    return exif


def cover(site, docname="posts/a"):
    return site.page(docname).select_one(".kb-cover img:not(.only-dark)")


def images(site):
    """Return the published pictures, by the part of the name after their hash."""
    return sorted(name for name in site.files() if name.startswith("_images/"))


def opened(site, address):
    """Return a published picture."""
    return Image.open(io.BytesIO((site.out / address).read_bytes()))


def made(site, stem):
    return [
        re.sub(rf"_images/{stem}-[0-9a-f]{{8}}-", "", name)
        for name in images(site)
        if name.startswith(f"_images/{stem}-")
    ]


def with_cover(data, name="p.jpg", body="Text.\n", **fields):
    return {
        f"assets/{name}": data,
        "posts/a.md": article(image=f"assets/{name}", body=body, **fields),
    }


def in_text(data, name="p.jpg", body="![A plan](../assets/{name})\n\nText.\n"):
    return {f"assets/{name}": data, "posts/a.md": article(body=body.format(name=name))}


# -- Shown ---------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_cover_is_made_in_four_widths_and_two_formats_and_fetched_first(make_site):
    site = make_site(with_cover(plain(1700, 1100, "JPEG"), image_alt="A harbor & a crane"))
    assert site.build("-W").exit == 0

    sources = site.page("posts/a").select(".kb-cover picture source")
    assert [(source["type"], re.findall(r"(\d+)w", source["srcset"])) for source in sources] == [
        ("image/avif", ["480", "800", "1200", "1600"]),
        ("image/webp", ["480", "800", "1200", "1600"]),
    ]
    shown = cover(site)
    assert (shown["width"], shown["height"], shown["alt"]) == ("1600", "1035", "A harbor & a crane")
    assert (shown["fetchpriority"], shown.get("loading")) == ("high", None)
    assert shown["src"].startswith("../_images/p-")
    for source in sources:
        for address, width in re.findall(r"\.\./(\S+) (\d+)w", source["srcset"]):
            assert opened(site, address).width == int(width)


@pytest.mark.slow
def test_a_picture_in_a_text_is_lazy_keeps_its_words_and_opens_larger(make_site):
    site = make_site(in_text(plain(1300, 700, "JPEG")))
    assert site.build("-W").exit == 0

    link = site.page("posts/a").select_one("a.kb-picture")
    shown = link.select_one("picture img")
    assert (shown["alt"], shown["loading"], shown["decoding"]) == ("A plan", "lazy", "async")
    assert re.fullmatch(r"\.\./_images/p-[0-9a-f]{8}-1300\.jpg", link["href"])
    assert made(site, "p") == [
        *("1200.avif", "1200.webp", "1300.avif", "1300.jpg", "1300.webp"),
        *("480.avif", "480.webp", "800.avif", "800.webp"),
    ]


@pytest.mark.parametrize(("width", "larger"), [(780, False), (790, True)])
def test_only_a_picture_with_more_to_see_opens_larger(make_site, width, larger):
    site = make_site(in_text(plain(width, 50)))
    site.build()

    assert bool(site.page("posts/a").select("a.kb-picture")) is larger


def test_a_picture_that_its_author_links_keeps_that_link(make_site):
    body = "[![A plan](../assets/{name})](https://example.org)\n\nText.\n"
    site = make_site(in_text(plain(1300, 50), body=body))
    site.build()

    assert [link["href"] for link in site.page("posts/a").select("section a:has(img)")] == [
        "https://example.org"
    ]


def test_a_small_picture_is_never_enlarged(make_site):
    site = make_site(in_text(plain(300, 90)))
    site.build()

    assert made(site, "p") == ["300.avif", "300.png", "300.webp"]
    assert site.page("posts/a").select_one("section img.kb-picture")["width"] == "300"


def test_a_figure_keeps_its_words_its_caption_and_the_width_that_is_asked_for(make_site):
    body = ":::{{figure}} ../assets/{name}\n:alt: Words\n:width: 240px\n\nA caption\n:::\n"
    site = make_site(in_text(plain(600, 300), body=body))
    assert site.build("-W").exit == 0

    figure = site.page("posts/a").select_one("figure")
    shown = figure.select_one("img")
    assert (shown["alt"], shown["width"], shown["height"]) == ("Words", "240", "120")
    assert "A caption" in figure.figcaption.get_text()
    assert "style" not in str(figure)


@pytest.mark.slow
def test_a_picture_in_html_is_one_like_any_other(make_site):
    body = (
        '<figure>\n<img src="/assets/p.jpg" alt="A &amp; B" width="300" src2="x">\n'
        "<figcaption>C</figcaption></figure>\n\n"
        'In a line <img src="../assets/{name}"> and <a href="https://example.org">'
        '<img src="assets/{name}"></a> and <img src="none.png">.\n'
    )
    site = make_site(in_text(plain(1300, 700, "JPEG"), body=body))
    assert site.build().warnings == [
        "posts/a.md:6: WARNING: remove src2= of <img>: it is not kept in an article [kb.raw_html]",
        "posts/a.md:10: WARNING: add the picture 'none.png', or correct its path [kb.picture]",
    ]

    section = site.page("posts/a").select_one("section")
    shown = section.select("img.kb-picture")
    assert [(img["alt"], img["width"]) for img in shown] == [
        ("A & B", "300"),
        ("", "1300"),
        ("", "1300"),
    ]
    assert section.select_one("figure > picture + figcaption")
    assert len(section.select("a > picture")) == 1
    assert not section.select("a.kb-picture")


def test_pages_show_pictures_as_articles_do(make_site):
    site = make_site(
        {
            "assets/p.png": plain(),
            "pages/p.md": "# P\n\n![](../assets/p.png)\n",
            "posts/a.md": article(),
        }
    )
    assert site.build("-W").exit == 0

    assert site.page("pages/p").select_one("picture img")["alt"] == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    "written", ["{width=50%}", '{width="50%"}', "{: width='50%'}", "{width='50%' .wide}"]
)
def test_a_share_of_the_column_may_stand_behind_a_picture(make_site, written):
    body = f"![A plan](../assets/p.jpg){written}\n\nText.\n"
    site = make_site({"assets/p.jpg": plain(1300, 700, "JPEG"), "posts/a.md": article(body=body)})
    assert site.build("-W").exit == 0
    page = site.page("posts/a")

    assert page.select_one("img.kb-width-50")
    assert "width" not in page.select_one(".kb-article").get_text()


def test_code_that_looks_like_a_share_is_left_alone(make_site):
    site = make_site({"posts/a.md": article(body="Write `![A](b.png){width=50%}`.\n")})
    assert site.build("-W").exit == 0

    code = site.page("posts/a").select_one(".kb-article code").get_text()
    assert code == "![A](b.png){width=50%}"


AUTHOR = "mishaal:\n  name: Mishaal\n  biography: Writes.\n  picture: assets/face.jpg\n"


def test_an_author_s_picture_is_one_like_any_other(make_site):
    site = make_site({
        "_data/authors.yml": AUTHOR, "assets/face.jpg": plain(600, 900, "JPEG"),
        "posts/a.md": article("author: mishaal\n"),
    })  # fmt: skip
    assert site.build("-W").exit == 0

    places = {"posts/a": (".kb-byline", ".kb-foot"), "authors/mishaal": (".kb-author",)}
    for docname, selectors in places.items():
        for selector in selectors:
            shown = site.page(docname).select_one(f"{selector} picture img.kb-face")
            assert (shown["width"], shown["height"]) == ("600", "900")
            assert (site.out / docname).parent.joinpath(shown["src"]).is_file()
            assert shown.get("loading") == (None if selector == ".kb-byline" else "lazy")


def test_an_author_s_picture_that_is_not_there_is_told(make_site):
    site = make_site({"_data/authors.yml": AUTHOR, "posts/a.md": article("author: mishaal\n")})
    remedy = "correct 'mishaal.picture': there is no file 'assets/face.jpg'"

    assert site.build().warnings == [f"_data/authors.yml:1: WARNING: {remedy} [kb.source]"]
    assert site.page("posts/a").select_one(".kb-byline span.kb-face").get_text() == "M"


def test_cards_show_the_cover_lazily(make_site):
    site = make_site(with_cover(plain()))
    site.build()

    assert site.page("index").select_one(".kb-card picture img")["loading"] == "lazy"


@pytest.mark.parametrize("name", ["s.svg", "g.gif"])
def test_drawings_and_moving_gifs_pass_as_they_are(make_site, name):
    data = SVG.encode() if name == "s.svg" else moving("GIF")
    site = make_site(in_text(data, name))
    assert site.build("-W").exit == 0

    shown = site.page("posts/a").select_one("section img.kb-picture")
    assert (site.out / "posts" / shown["src"]).read_bytes() == data
    assert int(shown["width"]) in {90, 300}


def test_a_picture_of_sixteen_bits_a_palette_or_printing_colors_keeps_its_colors(make_site):
    deep = Image.new("I;16", (60, 40), 32768)
    files = {
        "deep.png": encoded(deep, "PNG"),
        "few.png": encoded(Image.new("RGBA", (60, 40), (200, 30, 30, 255)).quantize(8), "PNG"),
        "ink.jpg": encoded(Image.new("CMYK", (60, 40), (0, 255, 255, 0)), "JPEG"),
    }
    body = "Text.\n\n" + "".join(f"![](../assets/{name})\n" for name in files)
    site = make_site(
        {f"assets/{name}": data for name, data in files.items()}
        | {"posts/a.md": article(body=body)}
    )
    assert site.build("-W").exit == 0

    def color(stem):
        found = next(name for name in images(site) if re.match(rf"_images/{stem}.*60\.webp", name))
        return opened(site, found).convert("RGB").getpixel((30, 20))

    assert color("deep") == pytest.approx((128, 128, 128), abs=3)
    assert color("few") == pytest.approx((200, 30, 30), abs=12)
    assert color("ink") == pytest.approx((255, 0, 0), abs=12)


# -- What is not published -----------------------------------------------------------------------


@pytest.mark.slow
def test_no_published_file_tells_the_camera_or_the_place(make_site):
    pictures = {
        f"still.{form.lower()}": photo(90, 60, form, exif=telling())
        for form in ("JPEG", "PNG", "WEBP", "AVIF")
    }
    pictures |= {f"moving.{form.lower()}": moving(form) for form in ("PNG", "WEBP")}
    pictures["profile.jpg"] = plain(
        form="JPEG", comment=SECRET.encode(), icc_profile=SECRET.encode()
    )
    assert all(SECRET.encode() in data for data in pictures.values())
    files = {f"assets/{name}": data for name, data in pictures.items()}
    for number, name in enumerate(pictures):
        files[f"posts/a{number}.md"] = article(
            title=f"A {number}", image=f"assets/{name}", body=f"Text.\n\n![](../assets/{name})\n"
        )
    site = make_site(files)
    assert site.build("-W").exit == 0

    published = {name: data for name, data in site.files().items() if name.startswith("_images/")}
    assert len(published) == 4 * 3 + 2 * 2 + 4
    assert not [name for name, data in site.files().items() if SECRET.encode() in data]
    assert not [name for name in published if opened(site, name).getexif()]


def test_a_picture_that_lies_on_its_side_is_turned(make_site):
    halves = Image.new("RGB", (80, 40), (200, 0, 0))
    halves.paste((0, 0, 200), (40, 0, 80, 40))
    site = make_site(with_cover(encoded(halves, "JPEG", exif=telling(6))))
    site.build()

    shown = cover(site)
    assert (shown["width"], shown["height"]) == ("40", "80")
    published = opened(site, shown["src"][3:])
    assert published.getpixel((20, 10))[0] > 150 > published.getpixel((20, 70))[0]


def test_nothing_of_an_unpublished_article_s_picture_is_published(make_site):
    body = "![](../assets/hidden-in.png)\n"
    site = make_site(
        {
            "posts/a.md": article(
                title="Hidden", image="assets/hidden.png", body=body, draft="true"
            ),
            "assets/hidden.png": plain(),
            "assets/hidden-in.png": plain(color=(1, 2, 3)),
        }
    )
    site.build()

    assert images(site) == []


def test_the_file_that_sphinx_would_copy_is_not_published(make_site):
    site = make_site(in_text(plain()))
    site.build()

    assert "_images/p.jpg" not in site.files()


# -- Faults --------------------------------------------------------------------------------------


def test_an_animation_that_would_take_hours_to_encode_is_told(make_site, monkeypatch):
    from sphinx_kb.pictures import facts

    monkeypatch.setattr(facts, "MOST_MOVING", 90 * 60 * 3 - 1)  # of three frames, one pixel less
    files = {f"assets/m.{form.lower()}": moving(form) for form in ("PNG", "WEBP", "GIF")}
    body = "".join(f"![x](../{path})\n\n" for path in files)
    built = make_site({**files, "posts/a.md": article(body=body)}).build("-W", "--keep-going")
    told = [line.split("'")[1] for line in built.warnings if "in all its frames" in line]

    assert (sorted(told), len(built.warnings)) == (["assets/m.png", "assets/m.webp"], 2)


@pytest.mark.slow
def test_a_picture_that_cannot_be_shown_is_one_warning_in_every_build(make_site):
    unreadable = "replace the picture 'assets/{}.jpg': it cannot be read"
    large = (
        "make the picture 'assets/{}.jpg' smaller: at most 50 megapixels, and 16,000 pixels a side"
    )
    broken = {
        "none": (b"not a picture", unreadable),
        "cut": (photo()[:9000], unreadable),
        "large": (encoded(Image.new("1", (9000, 6000)), "PNG"), large),
        "bomb": (encoded(Image.new("1", (15000, 15000)), "PNG"), large),
        "tall": (encoded(Image.new("1", (20, 17000)), "PNG"), large),
    }
    files, warnings = {}, []
    for name, (data, remedy) in broken.items():
        files[f"assets/{name}.jpg"] = data
        files[f"posts/{name}-cover.md"] = article(title=f"{name} 1", image=f"assets/{name}.jpg")
        body = f"![A plan](../assets/{name}.jpg)\n\nText.\n"
        files[f"posts/{name}-text.md"] = article(title=f"{name} 2", body=body)
        for place, line in (("cover", 4), ("text", 6)):
            text = remedy.format(name)
            warnings.append(f"posts/{name}-{place}.md:{line}: WARNING: {text} [kb.picture]")
    site = make_site(files)

    for _ in range(2):
        assert sorted(site.build().warnings) == sorted(warnings)
    for name in broken:
        assert "light.svg" in cover(site, f"posts/{name}-cover")["src"]
        assert "A plan" in site.page(f"posts/{name}-text").select_one("section").get_text()
    assert {name.rsplit("-", 1)[1] for name in images(site)} == {
        "1200.png",
        "dark.svg",
        "light.svg",
    }


# -- Changed, removed, in parallel, again --------------------------------------------------------


def test_a_changed_picture_gets_new_names_and_its_old_files_go(make_site):
    site = make_site(with_cover(plain(), body="![](../assets/p.jpg)\n"))
    site.build()
    before = {name for name in images(site) if "/p-" in name}
    first = site.page("index").select_one(".kb-card img")["src"]

    site.write({"assets/p.jpg": plain(color=(160, 40, 20))}).build()

    after = {name for name in images(site) if "/p-" in name}
    assert len(before) == len(after)
    assert not before & after
    assert site.page("index").select_one(".kb-card img")["src"] != first
    assert site.page("posts/a").select_one("section img.kb-picture")["src"][3:] in after


def test_a_removed_picture_s_files_go(make_site):
    site = make_site(
        with_cover(plain(), body="![](../assets/q.png)\n") | {"assets/q.png": plain(70)}
    )
    site.build()
    assert made(site, "p")
    assert made(site, "q")

    site.write({"posts/a.md": article()}).build()

    assert sorted(made(site, "a")) == ["1200.png", "dark.svg", "light.svg"]
    assert len(images(site)) == 3


def test_a_mended_picture_is_shown(make_site):
    site = make_site(in_text(b"broken"))
    site.build()

    assert site.write({"assets/p.jpg": plain()}).build("-W").exit == 0

    assert site.page("posts/a").select_one("section img.kb-picture")["alt"] == "A plan"


MANY = {
    **{f"assets/p{n}.jpg": photo(500 + 10 * n, 300, seed=n) for n in range(4)},
    **{
        f"posts/a{n}.md": article(
            title=f"Article {n}", categories="risk", body=f"Text.\n\n![](../assets/p{n % 4}.jpg)\n",
            **({"image": f"assets/p{n % 3}.jpg"} if n % 2 else {}),
        )
        for n in range(8)
    },
}  # fmt: skip


@pytest.mark.slow
def test_builds_are_the_same_alone_in_parallel_and_elsewhere(make_site):
    sites = [make_site(MANY, folder) for folder in ("one", "two/deeper")]
    for site, jobs in zip(sites, ("1", "3"), strict=True):
        assert site.build("-W", "-j", jobs).exit == 0

    one, two = (site.files() for site in sites)
    assert len([name for name in one if name.endswith(".avif")]) == 8
    assert {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)} == set()


@pytest.mark.slow
def test_nothing_is_made_twice(make_site, monkeypatch):
    site = make_site(MANY)
    site.build()
    before = site.files()

    def never(*arguments):
        raise AssertionError("a picture is made again")

    monkeypatch.setattr(domain, "encode", never)
    monkeypatch.setattr(SharingCard, "files", never)
    monkeypatch.setattr(Drawing, "files", never)
    assert site.build("-W").exit == 0
    monkeypatch.setattr(domain, "examine", never)
    assert site.build("-W").exit == 0
    monkeypatch.undo()
    monkeypatch.setattr(domain, "encode", never)
    shutil.rmtree(site.out)
    assert site.build("-W", "-E").exit == 0

    assert site.files() == before


def test_the_cache_may_lie_elsewhere(make_site, tmp_path):
    site = make_site(with_cover(plain()))
    site.build(environ={"KB_PICTURE_CACHE": str(tmp_path / "kept")})

    assert len(list((tmp_path / "kept").rglob("*.avif"))) == 1
    assert not (site.root / "_build" / "pictures").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("own_picture_cache")
@pytest.mark.parametrize(
    ("out", "doctrees", "place"),
    [
        ("www/kb", "state/doctrees", "state/pictures"),
        ("www/kb", "www/kb/.doctrees", "_build/pictures"),  # Sphinx's own place for doctrees
        ("_build/html", "_build/html/.doctrees", "_build/pictures"),
        ("_build", "_build/.doctrees", ".cache/pictures"),
    ],
)
def test_the_cache_is_beside_the_doctrees_and_never_in_the_output(make_site, out, doctrees, place):
    site = make_site(with_cover(plain()))
    built = site.build("-W", "-d", str(site.root / doctrees), out=out)
    made = {file.relative_to(site.root) for file in site.root.rglob("*.avif")}
    kept = {file for file in made if not file.is_relative_to(out)}

    assert built.exit == 0
    assert len(kept) == 1
    assert kept.pop().is_relative_to(place)


def test_an_e_book_gets_one_file_of_each_picture(make_site):
    site = make_site(with_cover(plain(900, 300), body="![](../assets/p.jpg)\n"))
    assert site.build("-W", builder="epub").exit == 0

    found = sorted(path.name[11:] for path in (site.root / "_build/epub/_images").glob("p-*"))
    assert found == ["900.png"]


# -- Drawn covers and sharing cards --------------------------------------------------------------


def test_an_article_without_a_picture_gets_a_drawn_one_light_and_dark(make_site):
    site = make_site({"posts/a.md": article(categories="risk")})
    assert site.build("-W").exit == 0

    light, dark = site.page("posts/a").select(".kb-cover img")
    assert (light["class"], dark["class"]) == (["only-light"], ["only-dark"])
    assert (light["alt"], dark["alt"], light["fetchpriority"], dark["loading"]) == (
        "",
        "",
        "high",
        "lazy",
    )
    assert (light["width"], light["height"]) == ("640", "360")
    for shown in (light, dark):
        assert b"<svg" in (site.out / "posts" / shown["src"]).read_bytes()
    assert site.page("topics/risk").select_one(".kb-card img")["src"] == light["src"]


def test_drawn_covers_are_small_plain_and_each_its_own():
    drawings = [Drawing("risk", f"article-{number}", 341) for number in range(120)]
    files = [drawing.files() for drawing in drawings]

    assert len({made["light.svg"] for made in files}) == len(drawings)
    assert files == [drawing.files() for drawing in drawings]
    for made in files:
        assert len(made["light.svg"]) < 6500
        for data in made.values():
            tags = {element.tag.split("}")[1] for element in ET.fromstring(data).iter()}
            assert tags <= {"svg", "g", "rect", "path", "circle"}
            assert b"style" not in data


def test_the_hue_of_the_topic_is_that_of_the_drawing():
    red, green = (Drawing("t", "a", hue).files()["light.svg"] for hue in (0, 120))

    assert re.sub(rb"#\w{6}", b"", red) == re.sub(rb"#\w{6}", b"", green)
    assert red != green


TITLES = {
    "three": "Zap",
    "short": "What a CISO does",
    "quoted": "Technical “vs” business skills: what a CISO needs, and how to use both",
    "120": (
        "Explaining risk in plain language so that a board can decide on it and sleep well " * 2
    )[:120],
    "a word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "wide": "W" * 120,
    "longer": "Words " * 80,
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_title_fits_its_box(title):
    face, lines = fit_to_box(drop_missing_glyphs(title), *TITLE, SIZES)

    assert max(map(face.getlength, lines)) <= TITLE[0]
    assert len(lines) * face.size * LEADING <= TITLE[1]
    assert len(title) > 120 or "".join(lines).replace(" ", "") == title.replace(" ", "")


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_sharing_card_is_clear_around_its_title_and_the_same_every_time(title):
    card = SharingCard(title, "Risk management", "CISO Knowledge Base", Drawing("risk", "a", 341))
    data = card.files()["1200.png"]
    image = Image.open(io.BytesIO(data)).convert("RGB")

    assert (image.size, image.format or "PNG") == ((1200, 630), "PNG")
    assert data == card.files()["1200.png"]
    for edge in ((0, 0, 70, 630), (706, 0, 758, 630), (0, 0, 758, 60), (0, 600, 758, 630)):
        assert min(low for low, _ in image.crop(edge).getextrema()) > 250


@pytest.mark.parametrize(("written", "set_as"), [
    ("Łódź, Việt Nam, Привет, Ελλάδα", "Łódź, Việt Nam, Привет, Ελλάδα"),
    ("Zero trust 🔐 for all", "Zero trust for all"),
    ("a\u0000\u200b\nb", "a b"),
    ("日本語のタイトル", ""),
    ("Security in 日本", ""),
], ids=["letters", "symbol", "parts", "none", "some"])  # fmt: skip
def test_a_letter_that_the_font_lacks_is_never_a_box(written, set_as):
    assert drop_missing_glyphs(written) == set_as


@pytest.mark.slow
def test_every_article_has_a_picture_to_be_shared_by(make_site, monkeypatch):
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", "https://kb.example/")
    site = make_site(
        with_cover(plain(1500, 800, "JPEG"))
        | {"posts/b.md": article(title="Without"), "assets/s.svg": SVG}
        | {"posts/c.md": article(title="Drawn by hand", image="assets/s.svg")}
    )
    assert site.build("-W").exit == 0

    sizes = {}
    for name in "abc":
        address = site.page(f"posts/{name}").select_one('meta[property="og:image"]')["content"]
        picture = opened(site, address.removeprefix("https://kb.example/"))
        sizes[name] = picture.format, picture.size
    assert sizes == {
        "a": ("JPEG", (1200, 640)),
        "b": ("PNG", (1200, 630)),
        "c": ("PNG", (1200, 630)),
    }


# -- In a browser --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def photographed(tmp_path_factory):
    """Return a site with a large photograph as a cover and in a text, built once."""
    from sphinx_kb.testing import FRAME, Site

    site = Site(tmp_path_factory.mktemp("photographed"))
    large = photo(4000, 3000, quality=72)
    assert 2_700_000 < len(large) < 3_100_000
    body = (
        "## One\n\n"
        + "Text.\n\n" * 12
        + "## Two\n\n"
        + "![A plan](../assets/q.jpg)\n\n:::{figure} ../assets/r.png\n:::\n"
    )
    site.write(
        {
            **FRAME,
            **with_cover(large, body=body),
            "posts/b.md": article(title="Drawn", categories="risk"),
        }
    )
    site.write({"assets/q.jpg": photo(1700, 1000, seed=1), "assets/r.png": plain(500, 200)})
    assert site.build("-W").exit == 0
    return site


class Reader:
    """A reader's browser on a site: what it shows, and what it fetched for it."""

    def __init__(self, chromium, base, width, factor=1, mode="light"):
        self.context = chromium.new_context(
            viewport={"width": width, "height": 844}, device_scale_factor=factor, color_scheme=mode
        )
        self.page, self.base, self.fetched = self.context.new_page(), base, {}
        self.page.on("requestfinished", self.note)

    def note(self, request):
        if "_images/" in request.url:
            self.fetched[request.url.rsplit("/", 1)[1]] = request.sizes()["responseBodySize"]

    def read(self, path):
        """Open a page and go through it; return its pictures: (address, width, width in sizes)."""
        self.page.goto(self.base + path)
        self.page.evaluate("document.querySelectorAll('img').forEach(i => i.scrollIntoView())")
        self.page.wait_for_load_state("networkidle")
        return self.page.evaluate(
            "[...document.querySelectorAll('.kb-cover img, img.kb-picture, .kb-card img')]"
            ".filter(i => i.clientWidth && i.naturalWidth)"
            ".map(i => [i.currentSrc, i.clientWidth, i.naturalWidth])"
        )


@pytest.fixture
def reader(chromium, photographed):
    """Return a function that opens the photographed site in a browser of some width."""
    from tools.browser import serve

    with serve(photographed.out) as base, contextlib.ExitStack() as stack:

        def start(*arguments, **options):
            made = Reader(chromium, base, *arguments, **options)
            stack.callback(made.context.close)
            return made

        yield start


@pytest.mark.slow
def test_a_photograph_costs_a_phone_under_80_kb(reader):
    phone = reader(390, factor=2)
    phone.read("posts/a.html")

    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    covers = {name: size for name, size in phone.fetched.items() if name.startswith("p-")}
    assert [name.rsplit("-", 1)[1] for name in covers] == ["480.avif"]
    assert max(covers.values()) < 80_000


def test_sizes_are_true_on_every_screen(reader):
    screen, wrong = reader(390), []
    for width in (320, 390, 500, 690, 768, 965, 1000, 1199, 1210, 1330, 1920):
        screen.page.set_viewport_size({"width": width, "height": 844})
        shown = screen.read("posts/a.html")
        assert len(shown) == 3
        wrong += [(width, *one) for one in shown if one[2] != pytest.approx(one[1], rel=0.02)]

    assert wrong == []


def test_only_the_drawing_of_the_reader_s_mode_is_fetched(reader):
    for mode in ("light", "dark"):
        person = reader(390, mode=mode)
        shown = person.read("topics/risk.html")

        assert [address.rsplit("-", 1)[1] for address, *_ in shown] == [f"{mode}.svg"]
        assert [name.rsplit("-", 1)[1] for name in person.fetched] == [f"{mode}.svg"]


# -- Sizes that authors write --------------------------------------------------------------------


@pytest.mark.parametrize(("written", "pixels"), [
    ("300", 300), ("300px", 300), ("50%", 328), ("2em", 36), ("1in", 96), ("wide", None), ("0", 1),
])  # fmt: skip
def test_a_width_that_an_author_asks_for(written, pixels):
    assert lengths.pixels(written) == pixels


@pytest.mark.parametrize(("start", "expected"), [
    ('<svg width="40" height="30px" viewBox="0 0 8 6">', (40, 30)),
    ("<svg viewBox='0 0 720 360.5' width='100%'>", (720, 360)),
    ("<svg>", (0, 0)),
    ("", (0, 0)),
])  # fmt: skip
def test_the_size_of_an_svg(start, expected):
    assert size(start.encode()) == expected


@pytest.mark.parametrize("name", ["image", "figure"])
def test_a_picture_of_a_directive_may_be_a_link(make_site, name):
    body = f"```{{{name}}} /assets/p.jpg\n:target: https://example.org/\n:alt: A wall\n```\n"
    site = make_site({"posts/a.md": article(body=body), "assets/p.jpg": photo()})

    assert site.build("-W").warnings == []
    assert site.page("posts/a").select_one("a[href='https://example.org/'] img")["alt"] == "A wall"


@pytest.mark.slow
def test_a_damaged_picture_in_a_link_does_not_stop_the_build(make_site):
    body = (
        "```{figure} /assets/bad.png\n:target: https://example.org/\n:alt: A wall\nCaption\n```\n"
    )
    site = make_site({"posts/a.md": article(body=body), "assets/bad.png": "no picture"})

    assert site.build().warnings == [
        "posts/a.md:6: WARNING: replace the picture 'assets/bad.png': it cannot be read [kb.picture]"
    ]
    assert site.page("posts/a").select_one("figure").get_text(" ", strip=True).startswith("A wall")


@pytest.mark.slow
def test_a_file_of_the_cache_that_was_damaged_is_made_anew(make_site, tmp_path):
    body = "![A wall](/assets/p.jpg)\n"
    site = make_site({"posts/a.md": article(body=body), "assets/p.jpg": photo()})
    cache = {"KB_PICTURE_CACHE": str(tmp_path / "cache")}
    site.build(environ=cache)
    right = site.files()
    made = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    for number, path in enumerate(made):
        data = path.read_bytes()
        path.write_bytes((data[: len(data) // 2], bytes(len(data)), b"")[number % 3])
    shutil.rmtree(site.root / "_build")
    built = site.build("-W", environ=cache)

    assert len(made) > 3
    assert built.exit == 0, built.output
    assert site.files() == right


@pytest.mark.usefixtures("own_picture_cache")
def test_the_making_of_pictures_is_told_as_it_goes(make_site):
    site = make_site({
        "posts/a.md": article(body="![A](a.png) ![B](b.png)\n"),
        "posts/a.png": plain(), "posts/b.png": plain(color=(9, 9, 9)),
    })  # fmt: skip
    first, second = site.build().output, site.build().output

    assert re.search(r"making pictures\.\.\. \[[ \d]+%\].*\[100%\]", first, re.DOTALL)
    assert "making pictures" not in second
