/* The reader's inner loop: words, phrases and trained weights of every statement, in one pass over the text.
 *
 * What it computes is defined by features.py, match.py and kinds.py, which do the same in Python where this module
 * wasn't built; tests hold the two against each other. `Index` is a view of the table that knowledge/index.py makes;
 * `Index.scan(text, pieces)` gives a `Scan` with the phrases found; `Scan.decide(cues)` judges the statements.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#define MAGIC 0x524f4c37
#define FNV_START 14695981039346656037ULL
#define FNV_PRIME 1099511628211ULL
#define MOST_CLASSES 64
#define PARAGRAPH 10
#define MOST_STRANDS 3
#define HEADING 2 /* in HINTS: the format itself calls the line a heading */

typedef struct {
    int32_t magic, classes, kinds, strands, rows, feature_slots, phrase_slots, reserved;
} Header;

typedef struct {
    PyObject_HEAD
    PyObject *blob, *kind_names, *strand_names, *work;
    const Header *head;
    const uint64_t *feature_keys, *phrase_keys;
    const int32_t *feature_rows, *phrase_values;
    const int16_t *weights;
    double scale;
} Index;

typedef struct {
    int32_t start, end, line, rank, of, first_word, words;
    uint8_t hint;
} Piece;

typedef struct {
    int32_t statement, form, start, end, word, words;
} Hit;

typedef struct {
    PyObject_HEAD
    Index *index;
    PyObject *text;
    Hit *hits;
    Py_ssize_t hit_count, hit_room;
    Piece *pieces;
    int32_t *sums;     /* count x classes: the words' weights */
    int64_t *fields;   /* count x classes, after decide: everything that was added up */
    int32_t *scales;
    uint64_t *hashes;  /* of every word */
    int32_t *starts, *ends;
    Py_ssize_t count, words;
} Scan;

static const char *HINTS[] = {"", "bullet", "heading", "row", "text"};
static uint8_t FOLD[256];

static void fill_fold(void) {
    static const char *accents = "aaaaaa ceeeeiiii nooooo ouuuuy  aaaaaa ceeeeiiii nooooo ouuuuy y";
    memset(FOLD, ' ', sizeof FOLD);
    for (int c = 'a'; c <= 'z'; c++) FOLD[c] = (uint8_t)c, FOLD[c - 32] = (uint8_t)c;
    for (int c = '0'; c <= '9'; c++) FOLD[c] = (uint8_t)c;
    FOLD['+'] = '+';
    FOLD['#'] = '#';
    for (int i = 0; i < 64; i++) FOLD[192 + i] = (uint8_t)accents[i];
    FOLD[223] = 's';
}

static inline uint64_t mix(uint64_t h, const char *s) {
    for (; *s; s++) h = (h ^ (uint8_t)*s) * FNV_PRIME;
    return h;
}

static inline uint64_t mix_word(uint64_t h, const Scan *scan, Py_ssize_t word, int kind, const void *data) {
    for (int32_t i = scan->starts[word]; i < scan->ends[word]; i++)
        h = (h ^ FOLD[PyUnicode_READ(kind, data, i)]) * FNV_PRIME;
    return h;
}

static inline int32_t find(const uint64_t *keys, const int32_t *values, int32_t slots, uint64_t h) {
    if (h == 0) h = 1;
    uint64_t mask = (uint64_t)slots - 1, at = (h ^ (h >> 32)) & mask;
    while (keys[at]) {
        if (keys[at] == h) return values[at];
        at = (at + 1) & mask;
    }
    return -2;
}

static inline const int16_t *row_of(const Index *ix, uint64_t h) {
    int32_t row = find(ix->feature_keys, ix->feature_rows, ix->head->feature_slots, h);
    return row < 0 ? NULL : ix->weights + (size_t)row * ix->head->classes;
}

static inline void add32(int32_t *to, const int16_t *row, int classes) {
    if (row) for (int c = 0; c < classes; c++) to[c] += row[c];
}

static inline void add64(int64_t *to, const int16_t *row, int classes) {
    if (row) for (int c = 0; c < classes; c++) to[c] += row[c];
}

/* ---- Scan: words, their weights, phrases ---------------------------------------------------------------- */

static PyObject *tuple_at(PyObject *list, Py_ssize_t i) {
    /* a borrowed tuple of a list; TypeError if there is none */
    PyObject *item = i < PyList_GET_SIZE(list) ? PyList_GET_ITEM(list, i) : NULL;
    if (item && PyTuple_Check(item)) return item;
    PyErr_SetString(PyExc_TypeError, "a list of tuples is needed");
    return NULL;
}

static int read_pieces(Scan *scan, PyObject *list) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(scan->text);
    for (Py_ssize_t i = 0; i < scan->count; i++) {
        PyObject *item = tuple_at(list, i);
        if (!item) return -1;
        Piece *p = &scan->pieces[i];
        const char *hint;
        int start, end, line, rank, of;
        if (!PyArg_ParseTuple(item, "iiisii", &start, &end, &line, &hint, &rank, &of)) return -1;
        if (start < 0 || end <= start || end > length || of < 1 || rank < 0 || rank >= of || i - rank < 0 || i - rank + of > scan->count) {
            PyErr_SetString(PyExc_ValueError, "a piece lies outside the text or its line");
            return -1;
        }
        *p = (Piece){start, end, line, rank, of, 0, 0, 4};
        for (uint8_t h = 0; h < 5; h++) if (!strcmp(hint, HINTS[h])) p->hint = h;
    }
    return 0;
}

static int split_words(Scan *scan) {
    int kind = PyUnicode_KIND(scan->text);
    const void *data = PyUnicode_DATA(scan->text);
    Py_ssize_t room = 256, n = 0;
    for (Py_ssize_t i = 0; i < scan->count; i++) {
        Piece *p = &scan->pieces[i];
        p->first_word = (int32_t)n;
        int32_t at = p->start;
        while (at < p->end) {
            Py_UCS4 c = PyUnicode_READ(kind, data, at);
            if (c > 255 || FOLD[c] == ' ') { at++; continue; }
            if (n == room || !scan->hashes) {
                if (scan->hashes) room *= 2;
                void *h = PyMem_Realloc(scan->hashes, room * sizeof(uint64_t));
                if (!h) return -1;
                scan->hashes = h;
                void *s = PyMem_Realloc(scan->starts, room * sizeof(int32_t));
                if (!s) return -1;
                scan->starts = s;
                void *e = PyMem_Realloc(scan->ends, room * sizeof(int32_t));
                if (!e) return -1;
                scan->ends = e;
            }
            uint64_t h = FNV_START;
            scan->starts[n] = at;
            for (; at < p->end; at++) {
                c = PyUnicode_READ(kind, data, at);
                if (c > 255 || FOLD[c] == ' ') break;
                h = (h ^ FOLD[c]) * FNV_PRIME;
            }
            scan->ends[n] = at;
            scan->hashes[n++] = h;
        }
        p->words = (int32_t)n - p->first_word;
    }
    scan->words = n;
    return 0;
}

static int weigh_and_match(Scan *scan) {
    const Index *ix = scan->index;
    int classes = ix->head->classes, kind = PyUnicode_KIND(scan->text);
    const void *data = PyUnicode_DATA(scan->text);
    for (Py_ssize_t i = 0; i < scan->count; i++) {
        Piece *p = &scan->pieces[i];
        int32_t *sum = scan->sums + i * classes;
        int32_t stop = p->first_word + p->words;
        if (p->words) add32(sum, row_of(ix, mix_word(mix(FNV_START, "^ "), scan, p->first_word, kind, data)), classes);
        for (int32_t w = p->first_word; w < stop; w++) {
            uint64_t h = scan->hashes[w];
            add32(sum, row_of(ix, h), classes);
            int32_t value = find(ix->phrase_keys, ix->phrase_values, ix->head->phrase_slots, h);
            for (int32_t n = 1; ; n++) {
                if (value >= 0) {
                    if (scan->hit_count == scan->hit_room) {
                        Py_ssize_t room = scan->hit_room ? 2 * scan->hit_room : 128;
                        void *grown = PyMem_Realloc(scan->hits, room * sizeof(Hit));
                        if (!grown) return -1;
                        scan->hits = grown;
                        scan->hit_room = room;
                    }
                    scan->hits[scan->hit_count++] =
                        (Hit){(int32_t)i, value, scan->starts[w], scan->ends[w + n - 1], w - p->first_word, n};
                }
                if (w + n >= stop || (value == -2 && n > 1)) break;
                h = mix_word((h ^ ' ') * FNV_PRIME, scan, w + n, kind, data);
                if (n == 1) add32(sum, row_of(ix, h), classes);
                if (value == -2) break;
                value = find(ix->phrase_keys, ix->phrase_values, ix->head->phrase_slots, h);
                if (value == -2) break;
            }
        }
    }
    return 0;
}

/* ---- Decide: shape, heading, what came before ------------------------------------------------------------ */

static int length_class(int32_t words) {
    static const int limits[] = {1, 2, 3, 5, 8, 12, 18, 26, 40};
    int i = 0;
    while (i < 9 && limits[i] < words) i++;
    return i;
}

static char capitals_of(const Piece *p, int kind, const void *data) {
    Py_UCS4 first = PyUnicode_READ(kind, data, p->start);
    if (p->words > 8) return Py_UNICODE_ISLOWER(first) ? 'l' : 0;
    int upper = 0, lower = 0, written = 0, large = 0, between = 1;
    for (int32_t i = p->start; i < p->end; i++) {
        Py_UCS4 c = PyUnicode_READ(kind, data, i);
        int is_upper = Py_UNICODE_ISUPPER(c);
        if (is_upper) upper = 1;
        else if (Py_UNICODE_ISLOWER(c) || Py_UNICODE_ISTITLE(c)) lower = 1;
        if (Py_UNICODE_ISSPACE(c)) between = 1;
        else if (between) { written++; large += is_upper; between = 0; }
    }
    if (upper && !lower) return 'U';
    if (large * 3 >= written * 2) return 'T';
    return Py_UNICODE_ISUPPER(first) ? 'c' : 'l';
}

static void add_shape(Scan *scan, Py_ssize_t i, int64_t *total) {
    const Index *ix = scan->index;
    const Piece *p = &scan->pieces[i];
    int kind = PyUnicode_KIND(scan->text), classes = ix->head->classes, money = 0;
    const void *data = PyUnicode_DATA(scan->text);
    Py_UCS4 last = PyUnicode_READ(kind, data, p->end - 1);
    char ends[2] = {Py_UNICODE_ISALPHA(last) ? 'a' : (last && last < 128 && strchr(".!?:;,", (int)last)) ? (char)last : '0', 0};
    char caps[2] = {capitals_of(p, kind, data), 0};
    char length[4], tenth[4];
    snprintf(length, sizeof length, "%d", length_class(p->words));
    Py_ssize_t q = 10 * i / scan->count;
    snprintf(tenth, sizeof tenth, "%d", (int)(q > 9 ? 9 : q));
    const char *one = p->of == 1 ? "1" : "n", *hint = HINTS[p->hint], *follows = "e";
    if (i + 1 < scan->count) {
        const Piece *next = p + 1;
        follows = next->line == p->line ? "s" : next->hint ? HINTS[next->hint] : "t";
    }
    for (int32_t at = p->start; at < p->end && !money; at++) {
        Py_UCS4 c = PyUnicode_READ(kind, data, at);
        money = c == '$' || c == 0x20ac || c == 0xa3;
    }
    uint64_t s = mix(FNV_START, "s:");
#define ADD(h) add64(total, row_of(ix, h), classes)
    ADD(mix(mix(mix(mix(mix(mix(mix(mix(mix(s, hint), "|"), length), "|"), ends), "|"), caps), "|"), one));
    ADD(mix(mix(mix(s, length), ends), one));
    ADD(mix(mix(s, caps), length));
    ADD(mix(mix(s, hint), one));
    ADD(mix(mix(mix(mix(mix(s, follows), "|"), ends), "|"), length));
    ADD(mix(mix(mix(s, follows), ends), caps));
    ADD(mix(mix(s, "q"), tenth));
    if (money) ADD(mix(s, "money"));
#undef ADD
}

static void heading_sum(Scan *scan, const Piece *p, int64_t *to) {
    const Index *ix = scan->index;
    int kind = PyUnicode_KIND(scan->text), classes = ix->head->classes;
    const void *data = PyUnicode_DATA(scan->text);
    memset(to, 0, classes * sizeof *to);
    uint64_t whole = mix(FNV_START, "h:=");
    for (int32_t w = p->first_word; w < p->first_word + p->words; w++) {
        uint64_t h = mix_word(mix(FNV_START, "h:"), scan, w, kind, data);
        add64(to, row_of(ix, h), classes);
        if (w + 1 < p->first_word + p->words)
            add64(to, row_of(ix, mix_word((h ^ ' ') * FNV_PRIME, scan, w + 1, kind, data)), classes);
        if (w > p->first_word) whole = (whole ^ ' ') * FNV_PRIME;
        whole = mix_word(whole, scan, w, kind, data);
    }
    add64(to, row_of(ix, whole), classes);
}

static PyObject *strands_of(const Scan *scan, const int64_t *fields, const int64_t *extra, int32_t scale) {
    const Index *ix = scan->index;
    int n = ix->head->strands, base = ix->head->kinds, chosen[MOST_STRANDS], found = 0;
    int64_t values[MOST_CLASSES];
    for (int s = 0; s < n; s++) values[s] = fields[base + s] + scale * extra[base + s];
    for (; found < MOST_STRANDS; found++) {
        int best = -1;
        for (int s = 0; s < n; s++) {
            int taken = 0;
            for (int k = 0; k < found; k++) taken |= chosen[k] == s;
            if (!taken && (best < 0 || values[s] > values[best])) best = s;
        }
        if (values[best] < 0 && !(found == 0 && values[best] > -2 * (int64_t)ix->scale * scale)) break;
        chosen[found] = best;
        if (values[best] < 0) { found++; break; }
    }
    PyObject *out = PyTuple_New(found);
    for (int k = 0; out && k < found; k++) {
        PyObject *name = PyTuple_GET_ITEM(ix->strand_names, chosen[k]);
        Py_INCREF(name);
        PyTuple_SET_ITEM(out, k, name);
    }
    return out;
}

static PyObject *scan_decide(Scan *scan, PyObject *cues) {
    const Index *ix = scan->index;
    int classes = ix->head->classes, kinds = ix->head->kinds;
    if (!PyList_Check(cues)) return PyErr_Format(PyExc_TypeError, "cues must be a list of (statement, row)");
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(cues); i++) {
        int statement, row;
        PyObject *cue = tuple_at(cues, i);
        if (!cue || !PyArg_ParseTuple(cue, "ii", &statement, &row)) return NULL;
        if (statement < 0 || statement >= scan->count || row < 0 || row >= ix->head->rows)
            return PyErr_Format(PyExc_ValueError, "no such statement or row");
        add32(scan->sums + (size_t)statement * classes, ix->weights + (size_t)row * classes, classes);
    }
    int64_t heading[MOST_CLASSES] = {0}, bias[MOST_CLASSES] = {0}, extra[3][MOST_CLASSES] = {{0}};
    int64_t mean[MOST_CLASSES];
    add64(bias, row_of(ix, mix(FNV_START, "bias")), classes);
    static const char *work[3] = {"duty", "must", "nice"};
    for (int k = 0; k < 3; k++) add64(extra[k], row_of(ix, mix(mix(FNV_START, "k:"), work[k])), classes);
    PyObject *out = PyList_New(scan->count);
    const char *before = "^";
    int line = -1;
    for (Py_ssize_t i = 0; out && i < scan->count; i++) {
        const Piece *p = &scan->pieces[i];
        int64_t *total = scan->fields + i * classes;
        const int32_t *sum = scan->sums + i * classes;
        for (int c = 0; c < classes; c++) total[c] = sum[c] + heading[c] + bias[c];
        add_shape(scan, i, total);
        char hint[2] = {HINTS[p->hint][0], 0};
        uint64_t h = mix(mix(mix(mix(FNV_START, "p:"), before), p->line == line ? "=" : "/"), hint);
        add64(total, row_of(ix, h), classes);
        int32_t scale = 1;
        if (p->of > 1 && p->of <= PARAGRAPH) {
            scale = 2 * p->of;
            memset(mean, 0, sizeof mean);
            for (int k = 0; k < p->of; k++) {
                const int32_t *other = scan->sums + (i - p->rank + k) * classes;
                for (int c = 0; c < classes; c++) mean[c] += other[c];
            }
            for (int c = 0; c < classes; c++) total[c] = total[c] * scale + mean[c];
        }
        scan->scales[i] = scale;
        int best = p->of > 1 ? 1 : 0, second = -1;
        for (int c = best + 1; c < kinds; c++) if (total[c] > total[best]) best = c;
        for (int c = p->of > 1 ? 1 : 0; c < kinds; c++)
            if (c != best && (second < 0 || total[c] > total[second])) second = c;
        if (p->hint == HEADING && best != 0 && p->of == 1) second = best, best = 0;
        double sure = (double)(total[best] - total[second]) / (3 * ix->scale * scale);
        PyObject *name = PyTuple_GET_ITEM(ix->kind_names, best);
        before = PyUnicode_AsUTF8(name);
        line = p->line;
        int which = !strcmp(before, "duty") ? 0 : !strcmp(before, "must") ? 1 : !strcmp(before, "nice") ? 2 : -1;
        PyObject *strands = which < 0 ? PyTuple_New(0) : strands_of(scan, total, extra[which], scale);
        PyObject *item = strands ? Py_BuildValue("(O)Nd", name, strands, sure > 1 ? 1.0 : sure < 0 ? 0.0 : sure) : NULL;
        if (!item) { Py_CLEAR(out); break; }
        PyList_SET_ITEM(out, i, item);
        if (best == 0 && p->of == 1) heading_sum(scan, p, heading);
    }
    return out;
}

/* ---- What the posting-wide judgements ask for ------------------------------------------------------------- */

static PyObject *scan_total(Scan *scan, PyObject *args) {
    /* total(first, last, [(statement, factor), ...]): the words' sums of some statements for classes first..last-1 */
    int first, last, classes = scan->index->head->classes;
    PyObject *list;
    if (!PyArg_ParseTuple(args, "iiO!", &first, &last, &PyList_Type, &list)) return NULL;
    if (first < 0 || last > classes || first >= last) return PyErr_Format(PyExc_ValueError, "no such classes");
    double sums[MOST_CLASSES] = {0};
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        int statement, factor;
        PyObject *item = tuple_at(list, i);
        if (!item || !PyArg_ParseTuple(item, "ii", &statement, &factor)) return NULL;
        if (statement < 0 || statement >= scan->count) return PyErr_Format(PyExc_ValueError, "no such statement");
        for (int c = first; c < last; c++) sums[c] += (double)factor * scan->sums[(size_t)statement * classes + c];
    }
    PyObject *out = PyTuple_New(last - first);
    for (int c = first; out && c < last; c++) PyTuple_SET_ITEM(out, c - first, PyFloat_FromDouble(sums[c] / scan->index->scale));
    return out;
}

static PyObject *scan_field(Scan *scan, PyObject *args) {
    /* field(class, [statement, ...]): everything added up for one class, a float for each statement */
    int column, classes = scan->index->head->classes;
    PyObject *list;
    if (!PyArg_ParseTuple(args, "iO!", &column, &PyList_Type, &list)) return NULL;
    if (column < 0 || column >= classes) return PyErr_Format(PyExc_ValueError, "no such class");
    PyObject *out = PyList_New(PyList_GET_SIZE(list));
    for (Py_ssize_t i = 0; out && i < PyList_GET_SIZE(list); i++) {
        Py_ssize_t s = PyLong_AsSsize_t(PyList_GET_ITEM(list, i));
        if (s < 0 || s >= scan->count) {
            Py_DECREF(out);
            return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_ValueError, "no such statement");
        }
        double value = (double)scan->fields[(size_t)s * classes + column] / scan->index->scale / scan->scales[s];
        PyList_SET_ITEM(out, i, PyFloat_FromDouble(value));
    }
    return out;
}

static PyObject *scan_counts(Scan *scan, void *closure) {
    (void)closure;
    return PyLong_FromSsize_t(scan->words);
}

static PyObject *hit_tuple(const Hit *h) {
    return Py_BuildValue("iiiiii", h->statement, h->form, h->start, h->end, h->word, h->words);
}

static PyObject *scan_hits(Scan *scan, void *closure) {
    (void)closure;
    PyObject *out = PyList_New(scan->hit_count);
    for (Py_ssize_t i = 0; out && i < scan->hit_count; i++) {
        PyObject *hit = hit_tuple(&scan->hits[i]);
        if (!hit) Py_CLEAR(out);
        else PyList_SET_ITEM(out, i, hit);
    }
    return out;
}

/* ---- Resolve: the hits that need no look at their neighbours ---------------------------------------------- */

static int append(PyObject *list, PyObject *item) {
    int failed = !item || PyList_Append(list, item) < 0;
    Py_XDECREF(item);
    return failed ? -1 : 0;
}

static int parted(const Scan *scan, const Hit *h) {
    int kind = PyUnicode_KIND(scan->text);
    const void *data = PyUnicode_DATA(scan->text);
    for (int32_t i = h->start; i < h->end; i++) {
        Py_UCS4 c = PyUnicode_READ(kind, data, i);
        if ((c < 128 && c && strchr(",;:!?|\t()", (int)c)) || c == 0x2022) return 1;
        if (c == '.' && i + 1 < h->end && PyUnicode_READ(kind, data, i + 1) == ' ') return 1;
    }
    return 0;
}

static int as_written(const Scan *scan, const Hit *h, PyObject *context) {
    /* 1 if the context (None, or a set of exact forms) allows the hit, 0 if not, -1 on error */
    if (context == Py_None) return 1;
    PyObject *slice = PyUnicode_Substring(scan->text, h->start, h->end);
    int found = slice ? PySet_Contains(context, slice) : -1;
    Py_XDECREF(slice);
    return found;
}

static int resolve_skill(const Scan *scan, const Hit *h, PyObject *skill, PyObject *skills, Hit *last) {
    int inside = last->statement == h->statement && h->start < last->end;
    if (inside && h->start != last->start) return 0;
    if (h->words > 1 && parted(scan, h)) return 0;
    int allowed = as_written(scan, h, PyTuple_GET_ITEM(skill, 1));
    if (allowed <= 0) return allowed;
    PyObject *item = Py_BuildValue("iOii", h->statement, PyTuple_GET_ITEM(skill, 0), h->start, h->end);
    if (!item) return -1;
    *last = *h;
    if (inside) return PyList_SetItem(skills, PyList_GET_SIZE(skills) - 1, item);
    return append(skills, item);
}

static int is_context(PyObject *context) { return context == Py_None || PyTuple_Check(context) || PyAnySet_Check(context); }

static int is_form(PyObject *form) {
    /* whether a form is ((id, context) or None, ((entry, context, row), ...)) */
    if (!PyTuple_Check(form) || PyTuple_GET_SIZE(form) != 2) return 0;
    PyObject *skill = PyTuple_GET_ITEM(form, 0), *cues = PyTuple_GET_ITEM(form, 1);
    if (skill != Py_None && !(PyTuple_Check(skill) && PyTuple_GET_SIZE(skill) == 2 && is_context(PyTuple_GET_ITEM(skill, 1)))) return 0;
    if (!PyTuple_Check(cues)) return 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(cues); i++) {
        PyObject *cue = PyTuple_GET_ITEM(cues, i);
        if (!PyTuple_Check(cue) || PyTuple_GET_SIZE(cue) != 3 || !is_context(PyTuple_GET_ITEM(cue, 1)) || !PyLong_Check(PyTuple_GET_ITEM(cue, 2))) return 0;
    }
    return 1;
}

static PyObject *scan_resolve(Scan *scan, PyObject *forms) {
    /* resolve(forms): (skills, cues, rows, skill hits left, [(hit, cue) left]); what is left has a context to look at */
    if (!PyList_Check(forms)) return PyErr_Format(PyExc_TypeError, "forms must be a list");
    PyObject *out[5] = {PyList_New(0), PyList_New(0), PyList_New(0), PyList_New(0), PyList_New(0)};
    Hit last = {-1, -1, -1, -1, -1, -1};
    int failed = 0;
    for (Py_ssize_t i = 0; !failed && i < scan->hit_count; i++) {
        const Hit *h = &scan->hits[i];
        if (h->form >= PyList_GET_SIZE(forms)) {
            PyErr_SetString(PyExc_ValueError, "no such form");
            failed = 1;
            break;
        }
        if (!is_form(PyList_GET_ITEM(forms, h->form))) {
            PyErr_SetString(PyExc_TypeError, "a form is (skill or None, cues)");
            failed = 1;
            break;
        }
        PyObject *form = PyList_GET_ITEM(forms, h->form), *skill = PyTuple_GET_ITEM(form, 0), *others = PyTuple_GET_ITEM(form, 1);
        if (skill != Py_None) {
            int look = PyTuple_Check(PyTuple_GET_ITEM(skill, 1));
            if (!look) failed |= resolve_skill(scan, h, skill, out[0], &last) < 0;
            else if (h->words == 1 || !parted(scan, h)) failed |= append(out[3], hit_tuple(h)) < 0;
        }
        for (Py_ssize_t k = 0; !failed && k < PyTuple_GET_SIZE(others); k++) {
            PyObject *cue = PyTuple_GET_ITEM(others, k), *context = PyTuple_GET_ITEM(cue, 1);
            if (PyTuple_Check(context)) { failed |= append(out[4], Py_BuildValue("NO", hit_tuple(h), cue)) < 0; continue; }
            int allowed = as_written(scan, h, context);
            if (allowed < 0) failed = 1;
            if (allowed <= 0) continue;
            failed |= append(out[1], Py_BuildValue("Oiii", PyTuple_GET_ITEM(cue, 0), h->start, h->end, h->statement)) < 0;
            if (PyLong_AsLong(PyTuple_GET_ITEM(cue, 2)) >= 0)
                failed |= append(out[2], Py_BuildValue("iO", h->statement, PyTuple_GET_ITEM(cue, 2))) < 0;
        }
    }
    if (failed) {
        for (int i = 0; i < 5; i++) Py_XDECREF(out[i]);
        return NULL;
    }
    return Py_BuildValue("NNNNN", out[0], out[1], out[2], out[3], out[4]);
}

static void scan_dealloc(Scan *scan) {
    Py_XDECREF(scan->index);
    Py_XDECREF(scan->text);
    PyMem_Free(scan->hits);
    PyMem_Free(scan->pieces);
    PyMem_Free(scan->sums);
    PyMem_Free(scan->fields);
    PyMem_Free(scan->scales);
    PyMem_Free(scan->hashes);
    PyMem_Free(scan->starts);
    PyMem_Free(scan->ends);
    Py_TYPE(scan)->tp_free((PyObject *)scan);
}

static PyMethodDef scan_methods[] = {
    {"decide", (PyCFunction)scan_decide, METH_O, "decide([(statement, row)]) -> [((kind,), strands, margin)]"},
    {"resolve", (PyCFunction)scan_resolve, METH_O, "resolve(forms) -> (skills, cues, rows, skill hits and cues left)"},
    {"total", (PyCFunction)scan_total, METH_VARARGS, "total(first, last, [(statement, factor)]) -> sums by class"},
    {"field", (PyCFunction)scan_field, METH_VARARGS, "field(class, [statement]) -> the value of one class"},
    {NULL, NULL, 0, NULL},
};
static PyGetSetDef scan_values[] = {
    {"words", (getter)scan_counts, NULL, "how many words the text has", NULL},
    {"hits", (getter)scan_hits, NULL, "[(statement, form, start, end, first word, words)]", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static PyTypeObject ScanType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "rolewright._kernel.Scan", .tp_basicsize = sizeof(Scan),
    .tp_flags = Py_TPFLAGS_DEFAULT, .tp_doc = "A text scanned: words, phrases and sums of its statements.",
    .tp_dealloc = (destructor)scan_dealloc, .tp_methods = scan_methods, .tp_getset = scan_values,
};

static int opened(const Index *ix) {
    if (!ix->blob) PyErr_SetString(PyExc_ValueError, "the index was never opened");
    return ix->blob != NULL;
}

static PyObject *index_scan(Index *ix, PyObject *args) {
    PyObject *text, *pieces;
    if (!opened(ix) || !PyArg_ParseTuple(args, "UO!", &text, &PyList_Type, &pieces)) return NULL;
    if (PyUnicode_GET_LENGTH(text) > INT32_MAX / 2) return PyErr_Format(PyExc_ValueError, "the text is too long");
    Scan *scan = PyObject_New(Scan, &ScanType);
    if (!scan) return NULL;
    memset((char *)scan + sizeof(PyObject), 0, sizeof(Scan) - sizeof(PyObject));
    Py_INCREF(ix);
    scan->index = ix;
    Py_INCREF(text);
    scan->text = text;
    scan->count = PyList_GET_SIZE(pieces);
    size_t cells = (size_t)(scan->count ? scan->count : 1) * ix->head->classes;
    scan->pieces = PyMem_Calloc(scan->count + 1, sizeof(Piece));
    scan->sums = PyMem_Calloc(cells, sizeof(int32_t));
    scan->fields = PyMem_Calloc(cells, sizeof(int64_t));
    scan->scales = PyMem_Calloc(scan->count + 1, sizeof(int32_t));
    if (!scan->pieces || !scan->sums || !scan->fields || !scan->scales) PyErr_NoMemory();
    else if (read_pieces(scan, pieces) == 0) {
        if (split_words(scan) < 0 || weigh_and_match(scan) < 0) PyErr_NoMemory();
    }
    if (PyErr_Occurred()) { Py_DECREF(scan); return NULL; }
    return (PyObject *)scan;
}

static PyObject *index_row(Index *ix, PyObject *name) {
    /* row(feature): its row of weights, or -1 */
    const char *text = opened(ix) ? PyUnicode_AsUTF8(name) : NULL;
    if (!text) return NULL;
    int32_t row = find(ix->feature_keys, ix->feature_rows, ix->head->feature_slots, mix(FNV_START, text));
    return PyLong_FromLong(row < 0 ? -1 : row);
}

static PyObject *index_weights(Index *ix, PyObject *names) {
    /* weights([feature, ...]): the sum of their weights, a float a class */
    if (!opened(ix)) return NULL;
    if (!PyList_Check(names)) return PyErr_Format(PyExc_TypeError, "a list of features");
    int64_t sums[MOST_CLASSES] = {0};
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(names); i++) {
        const char *text = PyUnicode_AsUTF8(PyList_GET_ITEM(names, i));
        if (!text) return NULL;
        add64(sums, row_of(ix, mix(FNV_START, text)), ix->head->classes);
    }
    PyObject *out = PyTuple_New(ix->head->classes);
    for (int c = 0; out && c < ix->head->classes; c++) PyTuple_SET_ITEM(out, c, PyFloat_FromDouble(sums[c] / ix->scale));
    return out;
}

static int sound(const int32_t *values, const uint64_t *keys, int32_t slots, int32_t below) {
    /* whether a table has a power of two slots, one of them free, and every value is less than `below` */
    int taken = 0;
    if (slots & (slots - 1)) return 0;
    for (int32_t i = 0; i < slots; i++) {
        taken += keys[i] != 0;
        if (keys[i] && values[i] >= below) return 0;
    }
    return taken < slots;
}

static int names(PyObject *tuple) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++) if (!PyUnicode_Check(PyTuple_GET_ITEM(tuple, i))) return 0;
    return 1;
}

static int index_init(Index *ix, PyObject *args, PyObject *kwargs) {
    PyObject *blob, *kinds, *strands;
    double scale;
    (void)kwargs;
    if (!PyArg_ParseTuple(args, "SO!O!d", &blob, &PyTuple_Type, &kinds, &PyTuple_Type, &strands, &scale)) return -1;
    const char *data = PyBytes_AS_STRING(blob);
    const Header *head = (const Header *)data;
    size_t size = PyBytes_GET_SIZE(blob), need = sizeof(Header);
    if (size >= need && head->magic == MAGIC && head->classes <= MOST_CLASSES && head->rows >= 0 && head->kinds > 1 && head->strands >= MOST_STRANDS && head->kinds + (int64_t)head->strands <= head->classes && head->feature_slots > 0 && head->phrase_slots > 0)
        need += (size_t)head->feature_slots * 12 + (size_t)head->phrase_slots * 12 + (size_t)head->rows * head->classes * 2;
    else need = size + 1;
    const uint64_t *keys = (const uint64_t *)(data + sizeof(Header));
    if (size == need) {
        const int32_t *rows = (const int32_t *)(keys + head->feature_slots + head->phrase_slots);
        if (!sound(rows, keys, head->feature_slots, head->rows) ||
            !sound(rows + head->feature_slots, keys + head->feature_slots, head->phrase_slots, INT32_MAX)) need = size + 1;
    }
    if (ix->blob || size != need || head->kinds != PyTuple_GET_SIZE(kinds) || head->strands != PyTuple_GET_SIZE(strands) || !names(kinds) || !names(strands)) {
        PyErr_SetString(PyExc_ValueError, "not an index of this version");
        return -1;
    }
    Py_INCREF(blob);
    Py_INCREF(kinds);
    Py_INCREF(strands);
    ix->blob = blob, ix->kind_names = kinds, ix->strand_names = strands, ix->scale = scale, ix->head = head;
    data += sizeof(Header);
    ix->feature_keys = (const uint64_t *)data, data += (size_t)head->feature_slots * 8;
    ix->phrase_keys = (const uint64_t *)data, data += (size_t)head->phrase_slots * 8;
    ix->feature_rows = (const int32_t *)data, data += (size_t)head->feature_slots * 4;
    ix->phrase_values = (const int32_t *)data, data += (size_t)head->phrase_slots * 4;
    ix->weights = (const int16_t *)data;
    return 0;
}

static void index_dealloc(Index *ix) {
    Py_XDECREF(ix->blob);
    Py_XDECREF(ix->kind_names);
    Py_XDECREF(ix->strand_names);
    Py_TYPE(ix)->tp_free((PyObject *)ix);
}

static PyMethodDef index_methods[] = {
    {"scan", (PyCFunction)index_scan, METH_VARARGS, "scan(text, [(start, end, line, hint, rank, of)]) -> Scan"},
    {"row", (PyCFunction)index_row, METH_O, "row(feature) -> its row, or -1"},
    {"weights", (PyCFunction)index_weights, METH_O, "weights([feature]) -> sums by class"},
    {NULL, NULL, 0, NULL},
};
static PyTypeObject IndexType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "rolewright._kernel.Index", .tp_basicsize = sizeof(Index),
    .tp_flags = Py_TPFLAGS_DEFAULT, .tp_doc = "Index(blob, kinds, strands, scale): features, weights and phrases.",
    .tp_new = PyType_GenericNew, .tp_init = (initproc)index_init, .tp_dealloc = (destructor)index_dealloc,
    .tp_methods = index_methods,
};
/* ---- Plain text: lines and sentences ---------------------------------------------------------------------- */

static int is_bullet(Py_UCS4 c) {
    static const uint16_t marks[] = {'-', '*', 0x25cf, 0x2022, 0xb7, 0x25aa, 0x25e6, 0x2023, 0x2013, 0x2014, 0x25cb, 0x25a0,
                                     0x25a1, 0x25ba, 0x27a2, 0x2713, 0x2714, 0xf0b7, 0x2219, 0x25b6, 0x2756, 0x27a4, 0};
    for (int i = 0; marks[i]; i++) if (c == marks[i]) return 1;
    return 0;
}

static const char *hint_of(int kind, const void *data, Py_ssize_t at, Py_ssize_t end) {
#define AT(i) PyUnicode_READ(kind, data, i)
    Py_UCS4 c = AT(at);
    Py_ssize_t i = at;
    while (i < end && (AT(i) == '>' || AT(i) == ' ' || AT(i) == '\t')) i++;
    if (i == end) return "";
    c = AT(i);
    if (is_bullet(c)) {
        if (i + 1 < end && c == '*' && AT(i + 1) == '*') return "";
        if (i + 1 < end && c == '-' && AT(i + 1) == '-') return "";
        i++;
        while (i < end && Py_UNICODE_ISSPACE(AT(i))) i++;
        return i < end ? "bullet" : "";
    }
    if (c == 'o' && i + 2 < end && (AT(i + 1) == ' ' || AT(i + 1) == '\t')) return "bullet";
    if (c == '#') {
        while (i < end && AT(i) == '#') i++;
        return i < end && Py_UNICODE_ISSPACE(AT(i)) ? "heading" : "";
    }
    if (c == '(') i++;
    Py_ssize_t digits = i;
    while (i < end && i - digits < 2 && AT(i) >= '0' && AT(i) <= '9') i++;
    if (i > digits && i + 2 < end && (AT(i) == '.' || AT(i) == ')') && Py_UNICODE_ISSPACE(AT(i + 1))) return "bullet";
    return "";
}

static PyObject *rows_of(PyObject *self, PyObject *text) {
    (void)self;
    if (!PyUnicode_Check(text)) return PyErr_Format(PyExc_TypeError, "rows takes a str");
    int kind = PyUnicode_KIND(text), blank = 1;
    const void *data = PyUnicode_DATA(text);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), at = 0;
    PyObject *out = PyList_New(0);
    while (out && at <= size) {
        Py_ssize_t stop = at;
        while (stop < size && AT(stop) != '\n') stop++;
        Py_ssize_t start = at, end = stop;
        while (start < end && Py_UNICODE_ISSPACE(AT(start))) start++;
        while (end > start && Py_UNICODE_ISSPACE(AT(end - 1))) end--;
        if (start < end) {
            PyObject *row = Py_BuildValue("nnsO", start, end, hint_of(kind, data, start, end), blank ? Py_True : Py_False);
            if (!row || PyList_Append(out, row) < 0) Py_CLEAR(out);
            Py_XDECREF(row);
            blank = 0;
        } else blank = 1;
        at = stop + 1;
    }
    return out;
}

static int closes(Py_UCS4 c) { return c == '\'' || c == '"' || c == 0x201d || c == 0x2019 || c == ')' || c == ']'; }

static int opens(Py_UCS4 c) { return c == '\'' || c == '"' || c == 0x201c || c == '(' || c == '['; }

static int upper_ascii(Py_UCS4 c) { return c >= 'A' && c <= 'Z'; }

static int lower_ascii(Py_UCS4 c) { return c >= 'a' && c <= 'z'; }

static int kept(int kind, const void *data, Py_ssize_t start, Py_ssize_t stop, PyObject *keep) {
    /* whether the full stop at `stop` belongs to an abbreviation of `keep` or to an initial; -1 on error */
    Py_UCS4 word[9];
    Py_ssize_t from = stop, n = 0;
    while (from > start && stop - from < 8 && !Py_UNICODE_ISSPACE(AT(from - 1))) from--;
    while (from < stop && (AT(from) == '(' || AT(from) == '"' || AT(from) == '\'')) from++;
    for (Py_ssize_t i = from; i < stop; i++) word[n++] = Py_UNICODE_TOLOWER(AT(i));
    if (n == 1 && word[0] != 'i' && Py_UNICODE_ISALPHA(word[0])) return 1;
    PyObject *written = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, word, n);
    int found = written ? PySet_Contains(keep, written) : -1;
    Py_XDECREF(written);
    return found;
}

static PyObject *sentence_ends(PyObject *self, PyObject *args) {
    /* ends(text, start, end, keep): the offsets after which a sentence may begin */
    (void)self;
    PyObject *text, *keep;
    Py_ssize_t start, end;
    if (!PyArg_ParseTuple(args, "UnnO!", &text, &start, &end, &PyFrozenSet_Type, &keep)) return NULL;
    if (start < 0 || end > PyUnicode_GET_LENGTH(text) || start > end) return PyErr_Format(PyExc_ValueError, "no such span");
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    PyObject *out = PyList_New(0);
    for (Py_ssize_t i = start; out && i < end; i++) {
        Py_UCS4 c = AT(i);
        Py_ssize_t cut = -1, j = i + 1;
        if (c == '.' || c == '!' || c == '?' || c == ':') {
            while (j < end && closes(AT(j))) j++;
            Py_ssize_t k = j;
            while (k < end && Py_UNICODE_ISSPACE(AT(k))) k++;
            Py_ssize_t first = k;
            if (first < end && opens(AT(first))) first++;
            if (k > j && first < end && (upper_ascii(AT(first)) || (AT(first) >= '0' && AT(first) <= '9') || is_bullet(AT(first)))) cut = k;
            else if (k == j && j + 1 < end && upper_ascii(AT(j)) && lower_ascii(AT(j + 1))) cut = j;
        } else if (Py_UNICODE_ISSPACE(c)) {
            while (j < end && Py_UNICODE_ISSPACE(AT(j))) j++;
            Py_ssize_t after = j + 1;
            if (after < end && AT(after) == ' ') after++;
            if (j < end && AT(j) != '-' && AT(j) != 0x2013 && AT(j) != 0x2014 && is_bullet(AT(j)) && after < end && !Py_UNICODE_ISSPACE(AT(after))) cut = j;
            else i = j - 1; /* the rest of the run would say the same */
        }
        if (cut < 0) continue;
        int abbreviated = c == '.' ? kept(kind, data, start, i, keep) : 0;
        if (abbreviated < 0 || (!abbreviated && append(out, PyLong_FromSsize_t(cut)) < 0)) Py_CLEAR(out);
        i = cut - 1;
    }
    return out;
#undef AT
}

static PyMethodDef functions[] = {
    {"rows", rows_of, METH_O, "rows(text) -> [(start, end, hint, whether a blank line comes before)] of lines with text"},
    {"ends", sentence_ends, METH_VARARGS, "ends(text, start, end, keep) -> [offset after each end of a sentence]"},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "_kernel", .m_doc = "The reader's inner loop.", .m_size = -1, .m_methods = functions};

PyMODINIT_FUNC PyInit__kernel(void) {
    fill_fold();
    if (PyType_Ready(&IndexType) < 0 || PyType_Ready(&ScanType) < 0) return NULL;
    PyObject *m = PyModule_Create(&module);
    if (m && (PyModule_AddObjectRef(m, "Index", (PyObject *)&IndexType) < 0 || PyModule_AddObjectRef(m, "Scan", (PyObject *)&ScanType) < 0))
        Py_CLEAR(m);
    return m;
}
