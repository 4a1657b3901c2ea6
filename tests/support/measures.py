"""What is measured in a page by a script: texts, lines and colors as a reader gets them."""

# Helvetica's and Arial's widths of ASCII, from the space on, in thousandths of the size of the type
_ARIAL = (
    "278,278,355,556,556,889,667,191,333,333,389,584,278,333,278,278,556,556,556,556,556,556,556,556,"
    "556,556,278,278,584,584,584,556,1015,667,667,722,722,667,611,778,722,278,500,667,556,833,722,778,"
    "667,778,722,667,611,722,667,944,667,667,611,278,278,278,469,556,333,556,556,500,556,556,278,556,"
    "556,222,222,500,222,833,556,556,556,556,333,500,278,556,500,722,500,500,500,334,260,334,584"
)

# The characters of each full line of text, if the page were set in Arial
CHARACTERS_IN_LINES = f"""() => {{
  const widths = [{_ARIAL}];
  const wide = (text) => [...text].reduce((sum, sign) => sum + (widths[sign.charCodeAt(0) - 32] ?? 556), 0) / 1000;
  const found = [];
  for (const block of document.querySelectorAll("main :is(p, li, dd, figcaption, blockquote)")) {{
    if (!block.offsetHeight || block.closest("table") || block.querySelector("p, li, dd, div")) continue;
    const style = getComputedStyle(block);
    if (style.display.includes("flex") || style.display.includes("grid")) continue;
    const room = (block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)) / parseFloat(style.fontSize);
    let line = "";
    const copy = block.cloneNode(true);
    for (const tip of copy.querySelectorAll(".kb-tooltip, .headerlink")) tip.remove();
    for (const word of copy.textContent.trim().split(/\\s+/)) {{
      const longer = line ? `${{line}} ${{word}}` : word;
      if (line && wide(longer) > room) {{ found.push(line.length); line = word; }} else line = longer;
    }}
  }}
  return found;
}}"""

# The contrast between the color of a text (or of an icon) and what lies behind it
CONTRAST = """(node) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parts = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (color) => parts(color).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const style = getComputedStyle(node);
  const ink = style.maskImage === "none" ? style.color : style.backgroundColor;
  let behind = style.maskImage === "none" ? node : node.parentElement;
  while (behind.parentElement && parts(getComputedStyle(behind).backgroundColor)[3] < 255)
    behind = behind.parentElement;
  const [low, high] = [light(ink), light(getComputedStyle(behind).backgroundColor)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}"""
