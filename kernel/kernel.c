/* The reader's inner loop: lines, statements, words, phrases in context and trained weights, in one pass over the text.
 *
 * What it computes is defined in Python by reading/features.py and tests/reading/definition; tests hold the two
 * against each other. `Index` is a view of the block that knowledge/index.py makes; `Index.scan`
 * cuts lines into statements and weighs their words, `Scan.read` gives the records.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "spare.h"
#include "words.h"
#include "index.h"
#include "cut.h"
#include "scan.h"
#include "match.h"
#include "chain.h"
#include "judge.h"
#include "build.h"
#include "asks.h"
#include "sums.h"
#include "records.h"
#include "report.h"

/* ---- Scan */

static PyObject *scan_counts(Scan *scan, void *closure) {
    (void)closure;
    return PyLong_FromSsize_t(scan->words);
}

static PyObject *scan_hits(Scan *scan, void *closure) {
    (void)closure;
    PyObject *out = PyList_New(0);
    for (Py_ssize_t i = 0; out && i < scan->hit_count; i++) {
        const Hit *h = &scan->hits[i];
        if (append(out, Py_BuildValue("iiiiii", h->statement, h->form, h->start, h->end, h->word, h->words)) < 0) Py_CLEAR(out);
    }
    return out;
}

static PyObject *scan_pieces(Scan *scan, void *closure) {
    (void)closure;
    PyObject *out = PyList_New(0);
    for (Py_ssize_t i = 0; out && i < scan->count; i++)
        if (append(out, piece_record(scan->index, &scan->pieces[i])) < 0) Py_CLEAR(out);
    return out;
}

static void scan_dealloc(Scan *scan) {
    Py_XDECREF(scan->index);
    Py_XDECREF(scan->text);
    void *owned[] = {scan->hits, scan->skills, scan->cues, scan->pieces, scan->sums, scan->fields, scan->chances,
                     scan->hashes, scan->pairs, scan->starts, scan->ends};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) PyMem_Free(owned[i]);
    Py_TYPE(scan)->tp_free((PyObject *)scan);
}

static PyMethodDef scan_methods[] = {
    {"read", (PyCFunction)scan_read, METH_NOARGS, "read() -> (statements, skills, {group: cues})"},
    {"found", (PyCFunction)scan_found, METH_NOARGS, "found() -> (skills, cues) before kinds are looked at"},
    {"requirements", (PyCFunction)scan_requirements, METH_VARARGS, "requirements({statement: years}, {statement: degree}) -> records"},
    {"totals", (PyCFunction)scan_totals, METH_VARARGS, "totals(first, last, factors) -> (count, sums by class)"},
    {"peaks", (PyCFunction)scan_peaks, METH_VARARGS, "peaks(class, factors, count) -> spans"},
    {"odds", (PyCFunction)scan_odds, METH_VARARGS, "odds(classes, biases, factors, less, shown) -> [(likelihood, statement)]"},
    {"demands", (PyCFunction)scan_demands, METH_VARARGS, "demands(strands, kinds) -> (statements, tools, skills asked for, skills)"},
    {"shares", (PyCFunction)scan_shares, METH_VARARGS, "shares(factors) -> ((characters, ...), (statements, ...)) by strand"},
    {"strengths", (PyCFunction)scan_strengths, METH_VARARGS, "strengths(classes, biases, factors, less) -> ([(largest, sum)], count)"},
    {"tongues", (PyCFunction)scan_tongues, METH_O, "tongues(until) -> (words, common words by language)"},
    {NULL, NULL, 0, NULL},
};
static PyGetSetDef scan_values[] = {
    {"words", (getter)scan_counts, NULL, "how many words the text has", NULL},
    {"kinds", (getter)scan_kinds, NULL, "how many statements are of each kind", NULL},
    {"pieces", (getter)scan_pieces, NULL, "the statements before they are understood", NULL},
    {"hits", (getter)scan_hits, NULL, "[(statement, form, start, end, first word, words)]", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static PyTypeObject ScanType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "rolewright._kernel.Scan", .tp_basicsize = sizeof(Scan),
    .tp_flags = Py_TPFLAGS_DEFAULT, .tp_doc = "A text scanned: words, phrases and sums of its statements.",
    .tp_dealloc = (destructor)scan_dealloc, .tp_methods = scan_methods, .tp_getset = scan_values,
};

static int make_room(Scan *scan) {
    size_t some = (size_t)scan->count + 1;
    scan->sums = PyMem_Calloc(some * MOST_CLASSES, sizeof(int32_t));
    scan->fields = PyMem_Malloc(some * MOST_CLASSES * sizeof(int32_t));
    scan->chances = PyMem_Calloc(some, sizeof *scan->chances);
    return scan->sums && scan->fields && scan->chances ? 0 : -1;
}

static PyObject *index_scan(Index *ix, PyObject *args) {
    /* scan(text, (line, ...)): the lines cut into statements, their words weighed and phrases found */
    PyObject *text, *lines;
    if (!opened(ix) || !PyArg_ParseTuple(args, "UO!", &text, &PyTuple_Type, &lines)) return NULL;
    Cut cut = {ix, text_of(text), NULL, 0, 0, NULL, 0, 0};
    Scan *scan = cut_lines(&cut, lines) == 0 ? PyObject_New(Scan, &ScanType) : NULL;
    if (!scan) { PyMem_Free(cut.pieces); return NULL; }
    memset((char *)scan + sizeof(PyObject), 0, sizeof(Scan) - sizeof(PyObject));
    scan->index = (Index *)again((PyObject *)ix);
    scan->text = again(text);
    scan->t = cut.t;
    scan->pieces = cut.pieces, scan->count = cut.made;
    if (make_room(scan) == 0 && split_words(scan) == 0 && weigh_and_find(scan) == 0) return (PyObject *)scan;
    Py_DECREF(scan);
    return PyErr_NoMemory();
}

/* ---- Index */

static PyObject *index_row(Index *ix, PyObject *name) {
    /* row(feature): its row of weights, or -1 */
    const char *text = opened(ix) ? PyUnicode_AsUTF8(name) : NULL;
    if (!text) return NULL;
    int32_t row = find(ix->features, ix->head->feature_slots, mix(FNV_START, text));
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
        const int16_t *row = row_of(ix, mix(FNV_START, text));
        for (int c = 0; row && c < MOST_CLASSES; c++) sums[c] += row[c];
    }
    PyObject *out = PyTuple_New(ix->head->classes);
    for (int c = 0; out && c < ix->head->classes; c++) PyTuple_SET_ITEM(out, c, PyFloat_FromDouble(sums[c] / ix->scale));
    return out;
}

static int sound_slots(const Slot *slots, int32_t count, int32_t below) {
    /* whether a table has a power of two slots, one of them free, and every value is less than `below` */
    int32_t taken = 0;
    if (count & (count - 1)) return 0;
    for (int32_t i = 0; i < count; i++) {
        taken += slots[i].value != 0;
        if (slots[i].value < 0 || slots[i].value - 2 >= below) return 0;
    }
    return taken < count;
}

static int sound_cells(const Index *ix, Cells c, int phrases) {
    int64_t end = c.at;
    if (c.at < 0 || c.count < 0) return 0;
    for (int32_t i = 0; phrases && i < c.count; i++) {
        if (end >= ix->head->cells || ix->cells[end] < 1 || ix->cells[end] > 64) return 0;
        end += 1 + (int64_t)ix->cells[end];
    }
    return (phrases ? end : end + c.count) <= ix->head->cells;
}

static int sound(const Index *ix) {
    /* whether everything that the block points at is in it */
    const Header *h = ix->head;
    if (!sound_slots(ix->features, h->feature_slots, h->rows) || !sound_slots(ix->phrases, h->phrase_slots, h->forms) || !sound_slots(ix->marks, h->mark_slots, INT32_MAX)) return 0;
    if (ix->form_at[0] != 0 || ix->form_at[h->forms] != h->senses) return 0;
    for (int32_t i = 0; i < h->forms; i++) if (ix->form_at[i] > ix->form_at[i + 1]) return 0;
    for (int32_t i = 0; i < h->senses; i++) {
        const Sense *s = &ix->senses[i];
        if (s->owner >= h->cues || -1 - (int64_t)s->owner >= h->skills || s->context >= h->contexts || s->row >= h->rows) return 0;
    }
    for (int32_t i = 0; i < h->contexts; i++) {
        const Context *c = &ix->contexts[i];
        if (!sound_cells(ix, c->exact, 0) || !sound_cells(ix, c->before, 1) || !sound_cells(ix, c->after, 1) || !sound_cells(ix, c->near, 0) ||
            !sound_cells(ix, c->near_phrases, 1) || !sound_cells(ix, c->never, 0) || !sound_cells(ix, c->never_phrases, 1)) return 0;
    }
    for (int32_t i = 0; i < h->cues; i++) if (ix->cues[i].group < 0 || ix->cues[i].group >= h->groups) return 0;
    return 1;
}

static int lay_out(Index *ix, PyObject *blob) {
    /* sets the pointers into the block; 0 unless it has the size that its header says */
    const char *data = PyBytes_AS_STRING(blob), *end = data + PyBytes_GET_SIZE(blob);
    const Header *h = (const Header *)data;
    if ((size_t)(end - data) < sizeof(Header) || h->magic != MAGIC) return 0;
    const int32_t counts[] = {h->rows, h->forms, h->senses, h->contexts, h->cells, h->cues, h->skills, h->groups};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) if (counts[i] < 0) return 0;
    if (h->classes > MOST_CLASSES || h->kinds < 2 || h->kinds > MOST_KINDS || h->strands < MOST_STRANDS || h->kinds + (int64_t)h->strands > h->classes) return 0;
    if (h->feature_slots < 1 || h->phrase_slots < 1 || h->mark_slots < 1) return 0;
    int64_t sizes[] = {8LL * h->cells, 8LL * h->feature_slots, 8LL * h->phrase_slots, 8LL * h->mark_slots, 4LL * (h->forms + 1LL),
                       (int64_t)sizeof(Sense) * h->senses, (int64_t)sizeof(Context) * h->contexts, (int64_t)sizeof(CueInfo) * h->cues, 4LL * h->skills,
                       2LL * MOST_CLASSES * h->rows};
    int64_t need = sizeof(Header);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) need += sizes[i];
    if (need != end - data) return 0;
    const char *spots[10];
    data += sizeof(Header);
    for (int i = 0; i < 10; i++) spots[i] = data, data += sizes[i];
    ix->head = h;
    ix->cells = (const uint64_t *)spots[0];
    ix->features = (const Slot *)spots[1], ix->phrases = (const Slot *)spots[2], ix->marks = (const Slot *)spots[3];
    ix->form_at = (const int32_t *)spots[4], ix->senses = (const Sense *)spots[5], ix->contexts = (const Context *)spots[6];
    ix->cues = (const CueInfo *)spots[7], ix->tools = (const int32_t *)spots[8], ix->weights = (const int16_t *)spots[9];
    return sound(ix);
}

static int are_names(PyObject *tuple, Py_ssize_t count) {
    if (!PyTuple_Check(tuple) || PyTuple_GET_SIZE(tuple) != count) return 0;
    for (Py_ssize_t i = 0; i < count; i++) if (!PyUnicode_Check(PyTuple_GET_ITEM(tuple, i))) return 0;
    return 1;
}

static int are_skills(PyObject *tuple, Py_ssize_t count) {
    if (!PyTuple_Check(tuple) || PyTuple_GET_SIZE(tuple) != count) return 0;
    for (Py_ssize_t i = 0; i < count; i++) if (!are_names(PyTuple_GET_ITEM(tuple, i), 3)) return 0;
    return 1;
}

static int number_of(PyObject *names, const char *name) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++)
        if (PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(names, i), name) == 0) return (int)i;
    return -1;
}

static int prepare(Index *ix) {
    /* the objects that every reading shares */
    for (int h = 0; h < 5; h++) if (!(ix->hints[h] = PyUnicode_InternFromString(HINTS[h]))) return -1;
    ix->must = PyUnicode_InternFromString("must"), ix->nice = PyUnicode_InternFromString("nice");
    ix->context = PyUnicode_InternFromString("context"), ix->none = PyTuple_New(0);
    if (!ix->must || !ix->nice || !ix->context || !ix->none) return -1;
    for (int k = 0; k < ix->head->kinds; k++)
        if (!PyUnicode_AsUTF8(PyTuple_GET_ITEM(ix->kind_names, k)) || !(ix->singles[k] = PyTuple_Pack(1, PyTuple_GET_ITEM(ix->kind_names, k)))) return -1;
    for (int k = 0; k < ix->head->kinds; k++)
        for (int j = 0; j < ix->head->kinds; j++)
            if (j != k && !(ix->pairs[k][j] = PyTuple_Pack(2, PyTuple_GET_ITEM(ix->kind_names, k), PyTuple_GET_ITEM(ix->kind_names, j)))) return -1;
    KNOWN = (Known){number_of(ix->kind_names, "heading"), number_of(ix->kind_names, "duty"), number_of(ix->kind_names, "must"), number_of(ix->kind_names, "nice"), number_of(ix->kind_names, "other")};
    fill_filter(&ix->known_features, ix->features, ix->head->feature_slots);
    fill_filter(&ix->known_phrases, ix->phrases, ix->head->phrase_slots);
    if (!(ix->chain = PyMem_Calloc(1, sizeof *ix->chain))) return -1;
    fill_chain(ix->chain, ix);
    ix->soft = number_of(ix->cue_names, "soft_nice"), ix->hard = number_of(ix->cue_names, "hard_must");
    return 0;
}

static int index_init(Index *ix, PyObject *args, PyObject *kwargs) {
    PyObject *blob, *kinds, *strands, *skills, *cues, *groups, *types[5];
    double scale;
    (void)kwargs;
    if (!PyArg_ParseTuple(args, "S(OOOOO)(OOOOO)d", &blob, &kinds, &strands, &skills, &cues, &groups, &types[0], &types[1], &types[2], &types[3], &types[4], &scale)) return -1;
    for (int i = 0; i < 5; i++) if (!is_record(types[i])) { PyErr_SetString(PyExc_TypeError, "classes of records are needed"); return -1; }
    if (ix->blob || !lay_out(ix, blob) || !are_names(kinds, ix->head->kinds) || !are_names(strands, ix->head->strands) ||
        !are_skills(skills, ix->head->skills) || !are_names(cues, ix->head->cues) || !are_names(groups, ix->head->groups)) {
        PyErr_SetString(PyExc_ValueError, "not an index of this version");
        return -1;
    }
    ix->blob = again(blob), ix->kind_names = again(kinds), ix->strand_names = again(strands);
    ix->skill_names = again(skills), ix->cue_names = again(cues), ix->group_names = again(groups), ix->scale = scale;
    ix->piece = (PyTypeObject *)again(types[0]), ix->statement = (PyTypeObject *)again(types[1]);
    ix->skill = (PyTypeObject *)again(types[2]), ix->cue = (PyTypeObject *)again(types[3]);
    ix->requirement = (PyTypeObject *)again(types[4]);
    return prepare(ix);
}

static void index_dealloc(Index *ix) {
    PyObject *owned[] = {ix->blob, ix->kind_names, ix->strand_names, ix->skill_names, ix->cue_names, ix->group_names, (PyObject *)ix->piece,
                         (PyObject *)ix->statement, (PyObject *)ix->skill, (PyObject *)ix->cue, (PyObject *)ix->requirement, ix->must, ix->nice, ix->context, ix->none};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) Py_XDECREF(owned[i]);
    for (int h = 0; h < 5; h++) Py_XDECREF(ix->hints[h]);
    for (int k = 0; k < MOST_KINDS; k++) Py_XDECREF(ix->singles[k]);
    for (int k = 0; k < MOST_KINDS; k++) for (int j = 0; j < MOST_KINDS; j++) Py_XDECREF(ix->pairs[k][j]);
    PyMem_Free(ix->chain);
    Py_TYPE(ix)->tp_free((PyObject *)ix);
}

static PyMethodDef index_methods[] = {
    {"scan", (PyCFunction)index_scan, METH_VARARGS, "scan(text, ((start, end, hint), ...)) -> Scan"},
    {"row", (PyCFunction)index_row, METH_O, "row(feature) -> its row, or -1"},
    {"weights", (PyCFunction)index_weights, METH_O, "weights([feature]) -> sums by class"},
    {NULL, NULL, 0, NULL},
};
static PyTypeObject IndexType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "rolewright._kernel.Index", .tp_basicsize = sizeof(Index),
    .tp_flags = Py_TPFLAGS_DEFAULT, .tp_doc = "Index(block, names, records, scale): features, weights, phrases and their contexts.",
    .tp_new = PyType_GenericNew, .tp_init = (initproc)index_init, .tp_dealloc = (destructor)index_dealloc,
    .tp_methods = index_methods,
};

/* ---- Module */

static PyObject *fnv_of(PyObject *self, PyObject *text) {
    /* fnv(text): the 64-bit FNV-1a of a text as UTF-8 */
    (void)self;
    Py_ssize_t size;
    const char *bytes = PyUnicode_AsUTF8AndSize(text, &size);
    uint64_t h = FNV_START;
    for (Py_ssize_t i = 0; bytes && i < size; i++) h = mix_byte(h, (uint8_t)bytes[i]);
    return bytes ? PyLong_FromUnsignedLongLong(h) : NULL;
}

static PyObject *syllables_of(PyObject *self, PyObject *str) {
    /* syllables(text): of all its words */
    (void)self;
    if (!PyUnicode_Check(str)) return PyErr_Format(PyExc_TypeError, "a text");
    Text t = text_of(str);
    return PyLong_FromSsize_t(count_syllables(&t));
}

static PyMethodDef functions[] = {
    {"dicts", dicts_of, METH_VARARGS, "dicts(records, names) -> a dict for every record"},
    {"maker", maker_of, METH_VARARGS, "maker(names, defaults of the last, slow) -> the __new__ of a kind of tuple"},
    {"members", members_of, METH_VARARGS, "members(type): a member for each field of a kind of tuple"},
    {"column", column_of, METH_VARARGS, "column(records, i) -> the i-th field of every record"},
    {"findings", findings_of, METH_VARARGS, "findings(Finding, ((check, parts), ...), case, size) -> what the checks yield"},
    {"fnv", fnv_of, METH_O, "fnv(text) -> its 64-bit FNV-1a as UTF-8"},
    {"signs", signs_of, METH_VARARGS, "signs(shares, cues, names) -> shares, their log-odds, logs of 1 + the counts"},
    {"softmax", softmax_of, METH_O, "softmax(sums) -> shares of 1"},
    {"syllables", syllables_of, METH_O, "syllables(text) -> how many its words have"},
    {"weighed", weighed, METH_VARARGS, "weighed(values, weights) -> sums"},
    {"rows", rows_of, METH_VARARGS, "rows(text, Line) -> (lines, the longest's length, how many follow, blanks before)"},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "_kernel", .m_doc = "The reader's inner loop.", .m_size = -1, .m_methods = functions};

PyMODINIT_FUNC PyInit__kernel(void) {
    fill_fold();
    fill_vowels();
    if (PyType_Ready(&IndexType) < 0 || PyType_Ready(&ScanType) < 0) return NULL;
    PyObject *m = PyModule_Create(&module);
    if (m && (PyModule_AddObjectRef(m, "Index", (PyObject *)&IndexType) < 0 || PyModule_AddObjectRef(m, "Scan", (PyObject *)&ScanType) < 0))
        Py_CLEAR(m);
    return m;
}
