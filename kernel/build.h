/* What a scan found, as the records of model/reading.py. */
static PyObject *kinds_of(const Index *ix, const Piece *p) {
    if (p->second == NONE) return again(ix->singles[p->kind]);
    return again(ix->pairs[p->kind][p->second]);
}

static PyObject *strands_of(const Index *ix, const Piece *p) {
    int n = 0;
    while (n < MOST_STRANDS && p->strands[n] != NONE) n++;
    if (!n) return again(ix->none);
    PyObject *out = PyTuple_New(n);
    for (int k = 0; out && k < n; k++) PyTuple_SET_ITEM(out, k, again(PyTuple_GET_ITEM(ix->strand_names, p->strands[k])));
    return out;
}

static PyObject *statements_of(const Scan *scan) {
    const Index *ix = scan->index;
    PyObject *out = PyTuple_New(scan->count);
    for (Py_ssize_t i = 0; out && i < scan->count; i++) {
        const Piece *p = &scan->pieces[i];
        PyObject *s = record(ix->statement, 6);
        if (!s || put(s, 0, PyLong_FromLong(p->start)) || put(s, 1, PyLong_FromLong(p->end)) || put(s, 2, kinds_of(ix, p)) ||
            put(s, 3, strands_of(ix, p)) || put(s, 4, PyLong_FromLong(p->line)) || put(s, 5, PyFloat_FromDouble(scan->chances[i][p->first]))) {
            Py_XDECREF(s);
            Py_CLEAR(out);
        } else PyTuple_SET_ITEM(out, i, s);
    }
    return out;
}

static PyObject *skills_of(const Scan *scan) {
    const Index *ix = scan->index;
    PyObject *out = PyTuple_New(scan->skill_count);
    for (Py_ssize_t i = 0; out && i < scan->skill_count; i++) {
        const Found *f = &scan->skills[i];
        int kind = scan->pieces[f->statement].kind;
        PyObject *names = PyTuple_GET_ITEM(ix->skill_names, f->what), *s = record(ix->skill, 7);
        PyObject *strength = kind == KNOWN.must ? ix->must : kind == KNOWN.nice ? ix->nice : ix->context;
        if (!s || put(s, 0, again(PyTuple_GET_ITEM(names, 0))) || put(s, 1, again(PyTuple_GET_ITEM(names, 1))) ||
            put(s, 2, again(PyTuple_GET_ITEM(names, 2))) || put(s, 3, PyLong_FromLong(f->start)) || put(s, 4, PyLong_FromLong(f->end)) ||
            put(s, 5, again(strength)) || put(s, 6, PyLong_FromLong(f->statement))) {
            Py_XDECREF(s);
            Py_CLEAR(out);
        } else PyTuple_SET_ITEM(out, i, s);
    }
    return out;
}

static PyObject *cue_of(const Index *ix, const Found *f) {
    PyObject *cue = record(ix->cue, 4);
    if (!cue || put(cue, 0, again(PyTuple_GET_ITEM(ix->cue_names, f->what))) || put(cue, 1, PyLong_FromLong(f->start)) ||
        put(cue, 2, PyLong_FromLong(f->end)) || put(cue, 3, PyLong_FromLong(f->statement)))
        Py_CLEAR(cue);
    return cue;
}

static int counts_here(const Scan *scan, const Found *f) {
    const CueInfo *info = &scan->index->cues[f->what];
    int kind = 1 << scan->pieces[f->statement].kind;
    return (!info->only || info->only & kind) && !(info->never & kind);
}

static Py_ssize_t thin_cues(const Scan *scan, Found *kept, int32_t *last, int32_t *counts) {
    /* the cues that count, hits of one entry that overlap made one; how many of each group; `last` by entry, plus 1 */
    Py_ssize_t n = 0;
    for (Py_ssize_t i = 0; i < scan->cue_count; i++) {
        const Found *f = &scan->cues[i];
        if (!counts_here(scan, f)) continue;
        int32_t group = scan->index->cues[f->what].group;
        Found *before = last[f->what] ? &kept[last[f->what] - 1] : NULL;
        if (before && f->start < before->end) {
            if (f->end > before->end) before->end = f->end;
            continue;
        }
        counts[group]++;
        kept[n++] = *f;
        last[f->what] = (int32_t)n;
    }
    return n;
}

static PyObject *group_cues(const Index *ix, const Found *kept, Py_ssize_t n, const int32_t *counts) {
    PyObject *out = PyDict_New();
    PyObject **tuples = PyMem_Calloc(ix->head->groups + 1, sizeof *tuples);
    int32_t *filled = PyMem_Calloc(ix->head->groups + 1, sizeof *filled);
    int failed = !out || !tuples || !filled;
    if (!tuples || !filled) PyErr_NoMemory();
    for (Py_ssize_t i = 0; !failed && i < n; i++) {
        int32_t group = ix->cues[kept[i].what].group;
        if (!tuples[group]) {
            PyObject *tuple = PyTuple_New(counts[group]);
            failed = !tuple || PyDict_SetItem(out, PyTuple_GET_ITEM(ix->group_names, group), tuple) < 0;
            tuples[group] = tuple; /* borrowed from the dict */
            Py_XDECREF(tuple);
            if (failed) break;
        }
        PyObject *cue = cue_of(ix, &kept[i]);
        failed = !cue;
        if (cue) PyTuple_SET_ITEM(tuples[group], filled[group]++, cue);
    }
    PyMem_Free(tuples);
    PyMem_Free(filled);
    if (failed) Py_CLEAR(out);
    return out;
}

static PyObject *cues_of(const Scan *scan) {
    /* {group: (Cue, ...)}, groups and cues in order of place */
    const Index *ix = scan->index;
    Found *kept = PyMem_Malloc((scan->cue_count + 1) * sizeof *kept);
    int32_t *last = PyMem_Calloc(ix->head->cues + 1, sizeof *last), *counts = PyMem_Calloc(ix->head->groups + 1, sizeof *counts);
    PyObject *out = NULL;
    if (!kept || !last || !counts) PyErr_NoMemory();
    else out = group_cues(ix, kept, thin_cues(scan, kept, last, counts), counts);
    PyMem_Free(kept);
    PyMem_Free(last);
    PyMem_Free(counts);
    return out;
}

static PyObject *scan_read(Scan *scan, PyObject *unused) {
    /* read(): ((Statement, ...), (Skill, ...), {group: (Cue, ...)}) */
    (void)unused;
    if (match(scan) < 0) return NULL;
    if (!scan->decided && (decide(scan) < 0 || settle(scan) < 0)) return PyErr_NoMemory();
    PyObject *said = statements_of(scan), *skills = said ? skills_of(scan) : NULL, *cues = skills ? cues_of(scan) : NULL;
    if (cues) return Py_BuildValue("NNN", said, skills, cues);
    Py_XDECREF(said);
    Py_XDECREF(skills);
    return NULL;
}

static PyObject *scan_found(Scan *scan, PyObject *unused) {
    /* found(): ([(statement, skill id, start, end)], [(statement, cue entry, start, end)]), whatever their kind */
    (void)unused;
    if (match(scan) < 0) return NULL;
    PyObject *skills = PyList_New(0), *cues = PyList_New(0);
    int failed = !skills || !cues;
    for (Py_ssize_t i = 0; !failed && i < scan->skill_count; i++) {
        const Found *f = &scan->skills[i];
        PyObject *id = PyTuple_GET_ITEM(PyTuple_GET_ITEM(scan->index->skill_names, f->what), 0);
        failed = append(skills, Py_BuildValue("iOii", f->statement, id, f->start, f->end));
    }
    for (Py_ssize_t i = 0; !failed && i < scan->cue_count; i++) {
        const Found *f = &scan->cues[i];
        failed = append(cues, Py_BuildValue("iOii", f->statement, PyTuple_GET_ITEM(scan->index->cue_names, f->what), f->start, f->end));
    }
    if (!failed) return Py_BuildValue("NN", skills, cues);
    Py_XDECREF(skills);
    Py_XDECREF(cues);
    return NULL;
}
