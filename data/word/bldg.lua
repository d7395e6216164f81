-- From bldg-report's Markdown to a Word document as offices want it; for
-- pandoc, beside bldg.docx:
--
--   pandoc -f commonmark+pipe_tables --lua-filter=bldg.lua \
--       --reference-doc=bldg.docx report.md -o report.docx
--
-- The heading over a table becomes its caption, the line between them its
-- unit, what follows it its notes; a table too wide for an upright page gets
-- a page on its side, but the last one: that stands on a page as the
-- reference document has it (for a wide one add -M landscape=true and take
-- bldg-wide.docx).  A picture alone in its paragraph is a figure.

local utf8 = require 'utf8'
local stringify = pandoc.utils.stringify

-- half-width characters of 9 pt that a line of a page holds, cells padded
local UPRIGHT, LANDSCAPE = 104, 162

-- pandoc numbers the footer of the reference document so
local FOOTER = PANDOC_VERSION < '3' and
  '<w:footerReference w:type="default" r:id="rId9"/>' or ''

local function styled(style, blocks)
  return pandoc.Div(blocks, pandoc.Attr('', {}, {['custom-style'] = style}))
end

local function width(text)
  local w = 0
  for _, c in utf8.codes(text) do
    w = w + (c >= 0x1100 and 2 or 1)
  end
  return w
end

local function section(landscape)
  local size = landscape and
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' ..
    '<w:pgMar w:top="1304" w:right="1134" w:bottom="1134" w:left="1134" w:header="851" w:footer="680" w:gutter="0"/>' or
    '<w:pgSz w:w="11906" w:h="16838"/>' ..
    '<w:pgMar w:top="1701" w:right="1304" w:bottom="1418" w:left="1304" w:header="851" w:footer="907" w:gutter="0"/>'
  return pandoc.RawBlock('openxml', '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>' ..
    '<w:sectPr>' .. FOOTER .. size .. '</w:sectPr></w:pPr></w:p>')
end

local function rows_of(tbl)
  local rows = {}
  for _, r in ipairs(tbl.head.rows) do rows[#rows + 1] = r end
  for _, body in ipairs(tbl.bodies) do
    for _, r in ipairs(body.body) do rows[#rows + 1] = r end
  end
  return rows
end

-- pandoc 2 has rows and cells as lists, later ones as fields
local function cells_of(row) return row.cells or row[2] end
local function blocks_of(cell) return cell.contents or cell[5] end

-- of each column: what its cells need; over 30 they wrap, heads in two lines
local function widths_of(tbl)
  local most = {}
  for r, row in ipairs(rows_of(tbl)) do
    for i, cell in ipairs(cells_of(row)) do
      local w = width(stringify(blocks_of(cell)))
      w = math.min(w, r == 1 and math.max(4, 2 * math.ceil(w / 4)) or 30)
      most[i] = math.max(most[i] or 0, w + 2)
    end
  end
  return most
end

local function sum_of(list)
  local sum = 0
  for _, w in ipairs(list) do sum = sum + w end
  return sum
end

-- columns in proportion to what stands in them; a table of half a page is
-- drawn out to all of it
local function lay_out(tbl, widths, room)
  local whole = sum_of(widths)
  if whole < room / 2 then whole = room end
  for i, spec in ipairs(tbl.colspecs) do
    tbl.colspecs[i] = {spec[1], (widths[i] or 1) / whole}
  end
  return tbl
end

local function is_figure(b)
  return b.t == 'Para' and #b.content == 1 and b.content[1].t == 'Image'
end

-- Word before 2019 and WPS show no SVG: a picture of dots where there are
-- the means to make one with Chinese letters
local function rasterized(image)
  local mime, svg = pandoc.mediabag.fetch(image.src)
  if mime and mime:match('svg') then
    local _, fonts = pcall(pandoc.pipe, 'fc-list', {':lang=zh'}, '')
    local good, png = pcall(pandoc.pipe, 'rsvg-convert', {'--format=png', '--zoom=2.5'}, svg)
    if good and type(fonts) == 'string' and #fonts > 0 then
      local name = pandoc.utils.sha1(svg) .. '.png'
      pandoc.mediabag.insert(name, 'image/png', png)
      image.src = name
    end
  end
  return image
end

local function figure(b)
  local image = rasterized(b.content[1])
  local caption = image.caption
  image.caption = {}
  image.attributes.width = '16.4cm'
  return {styled('Figure', {pandoc.Para {image}}),
    styled('Image Caption', {pandoc.Para(caption)})}
end

-- the heading of a table: nothing or one line between them
local function heads_table(blocks, i)
  local next = blocks[i + 1]
  if next and next.t == 'Table' then return i + 1 end
  if next and next.t == 'Para' and blocks[i + 2] and blocks[i + 2].t == 'Table' then return i + 2 end
end

-- "注：1. …", "数据截至：…"; an ordered list is the notes from 2 on
local function is_note(b)
  if b.t == 'OrderedList' then return true end
  if b.t ~= 'Para' then return false end
  local label = stringify(b):match('^(.-)：') or stringify(b):match('^([%a ]+): ')
  return label ~= nil and width(label) <= 16
end

local function put_notes(out, b)
  if b.t == 'Para' then
    out:insert(styled('Table Note', {b}))
    return
  end
  local no = b.start or (b.listAttributes and b.listAttributes.start) or 1
  for _, item in ipairs(b.content) do
    for _, p in ipairs(item) do
      local text = pandoc.List {pandoc.Str('　　' .. no .. '. ')}
      text:extend(p.content)
      out:insert(styled('Table Note', {pandoc.Para(text)}))
    end
    no = no + 1
  end
end

-- last: after this table the document ends on a page as it stands in the
-- reference document
local function put_table(out, blocks, i, at, last, landscape)
  local tbl = blocks[at]
  local widths = widths_of(tbl)
  local wide = sum_of(widths)
  local turned = last and landscape or not last and wide > UPRIGHT
  local room = turned and LANDSCAPE or UPRIGHT
  local small = wide > room * 1.04
  if turned and #out > 0 then out:insert(section(false)) end
  if at > i then
    out:insert(styled('Table Caption', {pandoc.Para(blocks[i].content)}))
  end
  if at > i + 1 then
    out:insert(styled('Table Unit', {blocks[i + 1]}))
  end
  tbl = lay_out(tbl, widths, small and room * 1.2 or room)
  out:insert(small and styled('Table Small', {tbl}) or tbl)
  i = at + 1
  while blocks[i] and is_note(blocks[i]) do
    put_notes(out, blocks[i])
    i = i + 1
  end
  if turned and not last then out:insert(section(true)) end
  return i
end

-- what stands before and after the title, up to the text
local function put_front(out, b, before)
  out:insert(styled(before and 'Marking' or 'Subtitle', {b}))
end

function Pandoc(doc)
  local blocks, out = doc.blocks, pandoc.List {}
  local title, i = 0, 1
  for k, b in ipairs(blocks) do
    if b.t == 'Header' and b.level == 1 then title = k break end
  end
  local front, final = title > 0, 0
  for k, b in ipairs(blocks) do
    if b.t == 'Table' then final = k end
  end
  while blocks[i] do
    local b = blocks[i]
    local at = b.t == 'Table' and i or b.t == 'Header' and heads_table(blocks, i)
    if at then
      front = false
      i = put_table(out, blocks, i, at, at == final, doc.meta.landscape)
    else
      if i == title then
        out:insert(styled('Title', {pandoc.Para(b.content)}))
      elseif b.t == 'Header' then
        front = false
        out:insert(pandoc.Header(math.max(b.level - 1, 1), b.content))
      elseif front and b.t == 'Para' then
        put_front(out, b, i < title)
      elseif is_figure(b) then
        out:extend(figure(b))
        while blocks[i + 1] and is_note(blocks[i + 1]) do
          i = i + 1
          put_notes(out, blocks[i])
        end
      else
        out:insert(b)
      end
      i = i + 1
    end
  end
  return pandoc.Pandoc(out, doc.meta)
end
