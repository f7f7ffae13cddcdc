/* Plain text into lines, lines into statements. reading/statements.py tells the rules; tests/reading/definition
 * holds them in Python.
 */
enum { CUT_FROM = 120, CUT_BULLET_FROM = 300, SHORT = 40, GLUED_FROM = 700, RUN_ON = 300, FEW_LINES = 3, MOST = 600 };

/* ---- Lines */

static int is_bullet(Py_UCS4 c) {
    static const uint16_t marks[] = {'-', '*', 0x25cf, 0x2022, 0xb7, 0x25aa, 0x25e6, 0x2023, 0x2013, 0x2014, 0x25cb, 0x25a0,
                                     0x25a1, 0x25ba, 0x27a2, 0x2713, 0x2714, 0xf0b7, 0x2219, 0x25b6, 0x2756, 0x27a4, 0};
    for (int i = 0; marks[i]; i++) if (c == marks[i]) return 1;
    return 0;
}

static int hint_of(const Text *t, Py_ssize_t i, Py_ssize_t end) {
    /* the number of the hint that a list mark or `#` at the start of a line gives */
    while (i < end && (at(t, i) == '>' || at(t, i) == ' ' || at(t, i) == '\t')) i++;
    if (i == end) return 0;
    Py_UCS4 c = at(t, i), next = i + 1 < end ? at(t, i + 1) : 0;
    if (is_bullet(c)) {
        if ((c == '*' || c == '-') && next == c) return 0;
        i++;
        while (i < end && is_space(at(t, i))) i++;
        return i < end;
    }
    if (c == 'o' && i + 2 < end && (next == ' ' || next == '\t')) return 1;
    if (c == '#') {
        while (i < end && at(t, i) == '#') i++;
        return i < end && is_space(at(t, i)) ? HEADING : 0;
    }
    if (c == '(') i++;
    Py_ssize_t digits = i;
    while (i < end && i - digits < 2 && digit_ascii(at(t, i))) i++;
    return i > digits && i + 2 < end && (at(t, i) == '.' || at(t, i) == ')') && is_space(at(t, i + 1));
}

static int put(PyObject *record, Py_ssize_t i, PyObject *value) {
    /* takes the value over; -1 if there is none */
    if (!value) return -1;
    PyTuple_SET_ITEM(record, i, value);
    return 0;
}

static PyObject *again(PyObject *value) {
    Py_INCREF(value);
    return value;
}

static int append(PyObject *list, PyObject *item) {
    int failed = !item || PyList_Append(list, item) < 0;
    Py_XDECREF(item);
    return failed ? -1 : 0;
}

static int is_record(PyObject *type) {
    return PyType_Check(type) && PyType_IsSubtype((PyTypeObject *)type, &PyTuple_Type) && ((PyTypeObject *)type)->tp_itemsize == sizeof(PyObject *);
}

static PyObject *rows_of(PyObject *self, PyObject *args) {
    /* rows(text, Line): ([Line], length of the longest, how many follow another row, [0/1 for each: a blank before]) */
    (void)self;
    PyObject *str, *type;
    if (!PyArg_ParseTuple(args, "UO", &str, &type)) return NULL;
    if (!is_record(type)) return PyErr_Format(PyExc_TypeError, "rows takes a text and a record's class");
    Text t = text_of(str);
    PyObject *hints[3] = {PyUnicode_InternFromString(""), PyUnicode_InternFromString("bullet"), PyUnicode_InternFromString("heading")};
    PyObject *lines = PyList_New(0), *blanks = PyList_New(0);
    int blank = 1, failed = !lines || !blanks || !hints[0] || !hints[1] || !hints[2];
    Py_ssize_t longest = 0, following = 0;
    for (Py_ssize_t from = 0; !failed && from <= t.size;) {
        Py_ssize_t stop = from;
        while (stop < t.size && at(&t, stop) != '\n') stop++;
        Py_ssize_t start = from, end = stop;
        while (start < end && is_space(at(&t, start))) start++;
        while (end > start && is_space(at(&t, end - 1))) end--;
        if (start < end) {
            int hint = hint_of(&t, start, end);
            PyObject *line = record((PyTypeObject *)type, 3);
            failed = !line || put(line, 0, PyLong_FromSsize_t(start)) || put(line, 1, PyLong_FromSsize_t(end)) || put(line, 2, again(hints[hint]));
            failed = failed || PyList_Append(lines, line) < 0 || PyList_Append(blanks, blank ? Py_True : Py_False) < 0;
            Py_XDECREF(line);
            following += !blank && !hint;
            if (end - start > longest) longest = end - start;
            blank = 0;
        } else blank = 1;
        from = stop + 1;
    }
    for (int i = 0; i < 3; i++) Py_XDECREF(hints[i]);
    if (failed) { Py_XDECREF(lines); Py_XDECREF(blanks); return NULL; }
    return Py_BuildValue("NnnN", lines, longest, following, blanks);
}

/* ---- Ends of sentences */

static int closes(Py_UCS4 c) { return c == '\'' || c == '"' || c == 0x201d || c == 0x2019 || c == ')' || c == ']'; }

static int opens(Py_UCS4 c) { return c == '\'' || c == '"' || c == 0x201c || c == '(' || c == '['; }

static int kept(const Index *ix, const Text *t, Py_ssize_t start, Py_ssize_t stop) {
    /* whether the full stop at `stop` belongs to an abbreviation or to an initial */
    Py_ssize_t from = stop;
    while (from > start && stop - from < 8 && !is_space(at(t, from - 1))) from--;
    while (from < stop && (at(t, from) == '(' || at(t, from) == '"' || at(t, from) == '\'')) from++;
    if (stop - from == 1 && Py_UNICODE_TOLOWER(at(t, from)) != 'i' && Py_UNICODE_ISALPHA(at(t, from))) return 1;
    uint64_t h = mix(FNV_START, "stop:");
    for (Py_ssize_t i = from; i < stop; i++) {
        Py_UCS4 c = Py_UNICODE_TOLOWER(at(t, i));
        h = mix_byte(h, c < 128 ? c : 128);
    }
    return mark_of(ix, h) != 0;
}

static Py_ssize_t end_at(const Text *t, Py_ssize_t *i, Py_ssize_t end) {
    /* where the next sentence begins if one ends at `*i`, else -1; a run of white space is skipped */
    Py_UCS4 c = at(t, *i);
    Py_ssize_t j = *i + 1;
    if (c == '.' || c == '!' || c == '?' || c == ':') {
        while (j < end && closes(at(t, j))) j++;
        Py_ssize_t k = j;
        while (k < end && is_space(at(t, k))) k++;
        Py_ssize_t first = k;
        if (first < end && opens(at(t, first))) first++;
        if (k > j && first < end && (upper_ascii(at(t, first)) || digit_ascii(at(t, first)) || is_bullet(at(t, first)))) return k;
        if (k == j && j + 1 < end && upper_ascii(at(t, j)) && lower_ascii(at(t, j + 1))) return j;
    } else if (is_space(c)) {
        while (j < end && is_space(at(t, j))) j++;
        Py_ssize_t after = j + 1;
        if (after < end && at(t, after) == ' ') after++;
        if (j < end && at(t, j) != '-' && at(t, j) != 0x2013 && at(t, j) != 0x2014 && is_bullet(at(t, j)) && after < end && !is_space(at(t, after)))
            return j;
        *i = j - 1; /* the rest of the run would say the same */
    }
    return -1;
}

/* ---- Words glued together where a line break was lost */

static int run_before(const Text *t, Py_ssize_t start, Py_ssize_t i, int count, int (*of)(Py_UCS4)) {
    if (i - count < start) return 0;
    for (int k = 1; k <= count; k++) if (!of(at(t, i - k))) return 0;
    return 1;
}

static int lower_after(const Text *t, Py_ssize_t i, Py_ssize_t end, int count) {
    if (i + count > end) return 0;
    for (int k = 0; k < count; k++) if (!lower_ascii(at(t, i + k))) return 0;
    return 1;
}

static int years_after(const Text *t, Py_ssize_t i, Py_ssize_t end) {
    /* `5+ years`, `10yrs` */
    Py_ssize_t digits = i;
    while (i < end && i - digits < 2 && digit_ascii(at(t, i))) i++;
    if (i < end && at(t, i) == '+') i++;
    if (i < end && is_space(at(t, i))) i++;
    static const char *words[] = {"years", "yrs"};
    for (int w = 0; w < 2; w++) {
        int n = 0;
        while (words[w][n] && i + n < end && at(t, i + n) == (Py_UCS4)words[w][n]) n++;
        if (!words[w][n]) return 1;
    }
    return 0;
}

static int glued_at(const Text *t, Py_ssize_t start, Py_ssize_t i, Py_ssize_t end) {
    Py_UCS4 c = at(t, i), before = i > start ? at(t, i - 1) : ' ';
    if (digit_ascii(c)) return run_before(t, start, i, 4, lower_ascii) && years_after(t, i, end);
    if (!upper_ascii(c)) return 0;
    if (run_before(t, start, i, 3, lower_ascii)) {
        if (lower_after(t, i + 1, end, 2)) return 1;
        Py_ssize_t j = i + 1 + (i + 1 < end && lower_ascii(at(t, i + 1)));
        return j + 1 < end && is_space(at(t, j)) && lower_ascii(at(t, j + 1));
    }
    if ((before == ')' || before == '%') && i - 2 >= start && (lower_ascii(at(t, i - 2)) || digit_ascii(at(t, i - 2))))
        return lower_after(t, i + 1, end, 1);
    if (digit_ascii(before)) return lower_after(t, i + 1, end, 3);
    return run_before(t, start, i, 2, upper_ascii) && lower_after(t, i + 1, end, 5);
}

static int is_camel(const Index *ix, const Text *t, Py_ssize_t i) {
    /* whether the capital at `i` stands inside one name: `JavaScript` or, glued on, `PowerPointBenefits` */
    Py_ssize_t left = i, right = i + 1, end;
    while (left > 0 && Py_UNICODE_ISALNUM(at(t, left - 1)) && i - left < 20) left--;
    Py_ssize_t chunk = i - 1;
    while (chunk > left && !Py_UNICODE_ISUPPER(at(t, chunk))) chunk--;
    while (right < t->size && Py_UNICODE_ISLOWER(at(t, right)) && right - i < 20) right++;
    end = right;
    while (end < t->size && Py_UNICODE_ISALNUM(at(t, end)) && end - i < 20) end++;
    uint64_t camel = mix(FNV_START, "camel:");
    return mark_of(ix, mix_folded(camel, t, left, end)) || mark_of(ix, mix_folded(camel, t, chunk > 0 ? chunk : 0, right)) ||
           mark_of(ix, mix_folded(mix(FNV_START, "prefix:"), t, left, i));
}

/* ---- Statements */

typedef struct { Py_ssize_t start, end; } Span;

typedef struct {
    int32_t start, end, line, rank, of, first_word, words;
    uint8_t hint, kind, second, first, named, strands[3]; /* second: NONE unless the statement is two things; first: the
                                                           * likeliest; named: whether it is a heading for sure */
} Piece;

#define NONE 255

typedef struct {
    const Index *ix;
    Text t;
    Piece *pieces;
    Py_ssize_t made, space;
    Span *spans;
    Py_ssize_t count, room;
} Cut;

static int add_span(Cut *cut, Py_ssize_t start, Py_ssize_t end) {
    /* a span without its outer white space; nothing if that is all it has */
    while (start < end && is_space(at(&cut->t, start))) start++;
    while (end > start && is_space(at(&cut->t, end - 1))) end--;
    if (start == end) return 0;
    if (cut->count == cut->room) {
        Py_ssize_t room = cut->room ? 2 * cut->room : 32;
        void *grown = PyMem_Realloc(cut->spans, room * sizeof(Span));
        if (!grown) { PyErr_NoMemory(); return -1; }
        cut->spans = grown, cut->room = room;
    }
    cut->spans[cut->count++] = (Span){start, end};
    return 0;
}

static int add_cut(Cut *cut, Py_ssize_t *from, Py_ssize_t stop) {
    while (stop - *from > MOST) {
        Py_ssize_t half = *from + MOST - 1;
        while (half >= *from + MOST / 2 && at(&cut->t, half) != ' ') half--;
        if (half < *from + MOST / 2) half = *from + MOST;
        if (add_span(cut, *from, half) < 0) return -1;
        *from = half;
    }
    if (stop - *from <= 1) return 0;
    if (add_span(cut, *from, stop) < 0) return -1;
    *from = stop;
    return 0;
}

static int sentences(Cut *cut, Py_ssize_t start, Py_ssize_t end, Py_ssize_t glued) {
    /* the spans of the sentences of one long line */
    const Text *t = &cut->t;
    int look = end - start > glued;
    Py_ssize_t from = start;
    cut->count = 0;
    for (Py_ssize_t i = start; i < end; i++) {
        if (lower_ascii(at(t, i))) continue; /* neither begins nor ends anything */
        if (look && glued_at(t, start, i, end) && !is_camel(cut->ix, t, i) && add_cut(cut, &from, i) < 0) return -1;
        Py_ssize_t next = end_at(t, &i, end);
        if (next < 0 || (at(t, i) == '.' && kept(cut->ix, t, start, i))) { if (next >= 0) i = next - 1; continue; }
        if (add_cut(cut, &from, next) < 0) return -1;
        i = next - 1;
    }
    return add_cut(cut, &from, end);
}

static int add_piece(Cut *cut, Span s, Py_ssize_t line, uint8_t hint, Py_ssize_t rank, Py_ssize_t of) {
    if (cut->made == cut->space) {
        Py_ssize_t space = cut->space ? 2 * cut->space : 64;
        void *grown = PyMem_Realloc(cut->pieces, space * sizeof(Piece));
        if (!grown) { PyErr_NoMemory(); return -1; }
        cut->pieces = grown, cut->space = space;
    }
    cut->pieces[cut->made++] = (Piece){(int32_t)s.start, (int32_t)s.end, (int32_t)line, (int32_t)rank, (int32_t)of, 0, 0, hint, 0, NONE, 0, 0, {NONE, NONE, NONE}};
    return 0;
}

static int cut_line(Cut *cut, Py_ssize_t start, Py_ssize_t end, Py_ssize_t line, uint8_t hint, Py_ssize_t glued) {
    const Text *t = &cut->t;
    cut->count = 0;
    int failed = end - start <= CUT_FROM && glued ? add_span(cut, start, end) : sentences(cut, start, end, glued);
    for (Py_ssize_t i = 0; !failed && i < cut->count; i++) {
        Span s = cut->spans[i];
        /* a known heading that stands alone among sentences heads what follows it */
        int alone = cut->count > 1 && s.end - s.start <= SHORT && Py_UNICODE_ISUPPER(at(t, s.start)) &&
                    mark_of(cut->ix, mix_key(mix(FNV_START, "plain:"), t, s.start, s.end));
        failed = alone ? add_piece(cut, s, line, 0, 0, 1) : add_piece(cut, s, line, hint, i, cut->count);
    }
    return failed;
}

static int ends_as_heading(const Index *ix, const Text *t, Py_ssize_t start, Py_ssize_t end) {
    /* whether the last word is the last of a known heading, capitalised as headings are */
    Py_ssize_t from = end, last = end;
    while (from > start && at(t, from - 1) != ' ') from--;
    if (last > from && at(t, last - 1) == ':') last--;
    if (last == from || !upper_ascii(at(t, from))) return 0;
    for (Py_ssize_t i = from + 1; i < last; i++) if (upper_ascii(at(t, i)) && !digit_ascii(at(t, i - 1))) return 0;
    return mark_of(ix, mix_folded(mix(FNV_START, "last:"), t, from, last)) != 0;
}

static Py_ssize_t before_heading(const Index *ix, const Text *t, Py_ssize_t start, Py_ssize_t end) {
    /* where a known heading begins that was glued to the end of a line (`… and learning What You Must Have`) */
    Py_ssize_t from = end, best = end;
    for (int i = 0; i < 5; i++) {
        do from--; while (from >= start && at(t, from) != ' ');
        if (from < start + SHORT / 2) break;
        if (Py_UNICODE_ISUPPER(at(t, from + 1)) && mark_of(ix, mix_key(mix(FNV_START, "tail:"), t, from + 1, end))) best = from + 1;
    }
    return best;
}

static int read_line(PyObject *line, Py_ssize_t size, Py_ssize_t *start, Py_ssize_t *end) {
    if (!PyTuple_Check(line) || PyTuple_GET_SIZE(line) < 3 || !PyUnicode_Check(PyTuple_GET_ITEM(line, 2))) {
        PyErr_SetString(PyExc_TypeError, "a line is (start, end, hint)");
        return -1;
    }
    *start = PyLong_AsSsize_t(PyTuple_GET_ITEM(line, 0)), *end = PyLong_AsSsize_t(PyTuple_GET_ITEM(line, 1));
    if (PyErr_Occurred()) return -1;
    if (*start >= 0 && *start < *end && *end <= size) return 0;
    PyErr_SetString(PyExc_ValueError, "a line lies outside the text");
    return -1;
}

static int opened(const Index *ix) {
    if (!ix->blob) PyErr_SetString(PyExc_ValueError, "the index was never opened");
    return ix->blob != NULL;
}

static uint8_t hint_number(PyObject *hint) {
    for (uint8_t h = 0; h < 5; h++) if (PyUnicode_CompareWithASCIIString(hint, HINTS[h]) == 0) return h;
    return 4;
}

static int cut_one(Cut *cut, PyObject *line, Py_ssize_t i, Py_ssize_t glued) {
    Py_ssize_t start, end;
    if (read_line(line, cut->t.size, &start, &end) < 0) return -1;
    uint8_t hint = hint_number(PyTuple_GET_ITEM(line, 2));
    Py_ssize_t size = end - start;
    if (size > SHORT && ends_as_heading(cut->ix, &cut->t, start, end)) {
        Py_ssize_t stop = before_heading(cut->ix, &cut->t, start, end);
        if (cut_line(cut, start, stop, i, hint, glued)) return -1;
        cut->count = 0;
        if (add_span(cut, stop, end)) return -1;
        return cut->count ? add_piece(cut, cut->spans[0], i, 0, 0, 1) : 0;
    }
    if ((size <= CUT_FROM || (hint && size <= CUT_BULLET_FROM)) && (glued || size <= SHORT)) return add_piece(cut, (Span){start, end}, i, hint, 0, 1);
    return cut_line(cut, start, end, i, hint, glued);
}

static int cut_lines(Cut *cut, PyObject *lines) {
    /* the statements of all lines, in order, none empty, none overlapping */
    Py_ssize_t count = PyTuple_GET_SIZE(lines);
    Py_ssize_t glued = count > FEW_LINES && cut->t.size < RUN_ON * count ? GLUED_FROM : 0;
    int failed = 0;
    if (cut->t.size > INT32_MAX / 2) { PyErr_SetString(PyExc_ValueError, "the text is too long"); return -1; }
    for (Py_ssize_t i = 0; !failed && i < count; i++) failed = cut_one(cut, PyTuple_GET_ITEM(lines, i), i, glued);
    PyMem_Free(cut->spans);
    return failed;
}

static PyObject *piece_record(const Index *ix, const Piece *p) {
    PyObject *piece = record(ix->piece, 6);
    if (!piece || put(piece, 0, PyLong_FromLong(p->start)) || put(piece, 1, PyLong_FromLong(p->end)) || put(piece, 2, PyLong_FromLong(p->line)) ||
        put(piece, 3, again(ix->hints[p->hint])) || put(piece, 4, PyLong_FromLong(p->rank)) || put(piece, 5, PyLong_FromLong(p->of)))
        Py_CLEAR(piece);
    return piece;
}
