/* Requirements: one for each statement that asks for something, with its skills and the alternatives among them. */
enum { JOINT = 12 }; /* no more characters than this stand between two names of one list */

typedef struct { char text[JOINT + 1]; int bracket; } Joint;

static int is_edge(Py_UCS4 c) { return c == ' ' || c == ',' || c == '(' || c == ')'; }

static int read_joint(const Text *t, Py_ssize_t start, Py_ssize_t end, Joint *joint) {
    /* what stands between two names, in lower case without blanks, commas and brackets around; 0 if it is too long */
    joint->bracket = 0;
    for (Py_ssize_t i = start; i < end && i < start + 64; i++) joint->bracket |= at(t, i) == '(';
    int wide = end - start > JOINT;
    while (start < end && is_edge(at(t, start))) start++;
    while (end > start && is_edge(at(t, end - 1))) end--;
    joint->text[0] = 0;
    if (start == end) return joint->bracket ? 0 : !wide;
    if (wide) return 0;
    for (Py_ssize_t i = 0; i < end - start; i++) {
        Py_UCS4 c = Py_UNICODE_TOLOWER(at(t, start + i));
        joint->text[i] = c < 128 ? (char)c : '?';
        joint->text[i + 1] = 0;
    }
    return 1;
}

static int joins(const Joint *joint) {
    /* 2 where the joint says `or`, 1 where the list just goes on, else 0 */
    static const char *either[] = {"or", "/", "and/or", "or even"};
    for (int i = 0; i < 4; i++) if (!strcmp(joint->text, either[i])) return 2;
    return !joint->text[0];
}

static PyObject *ids_of(const Scan *scan, Py_ssize_t from, Py_ssize_t to) {
    /* the ids of some skills, each once, in order */
    PyObject *list = PyList_New(0);
    for (Py_ssize_t i = from; list && i < to; i++) {
        Py_ssize_t k = from;
        while (k < i && scan->skills[k].what != scan->skills[i].what) k++;
        if (k == i && PyList_Append(list, PyTuple_GET_ITEM(PyTuple_GET_ITEM(scan->index->skill_names, scan->skills[i].what), 0)) < 0) Py_CLEAR(list);
    }
    PyObject *out = list ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return out;
}

static int add_group(const Scan *scan, PyObject *groups, Py_ssize_t from, Py_ssize_t to) {
    PyObject *ids = ids_of(scan, from, to);
    if (ids && PyTuple_GET_SIZE(ids) < 2) { Py_DECREF(ids); return 0; }
    return append(groups, ids);
}

static PyObject *groups_of(const Scan *scan, Py_ssize_t from, Py_ssize_t to) {
    /* skills of which one will do: a list whose last joint is `or`, or names parted by `/` */
    if (to - from < 2) return again(scan->index->none);
    PyObject *groups = PyList_New(0);
    Py_ssize_t first = from;
    int chosen = 0, failed = !groups;
    for (Py_ssize_t i = from + 1; !failed && i <= to; i++) {
        Joint joint;
        int goes_on = i < to && read_joint(&scan->t, scan->skills[i - 1].end, scan->skills[i].start, &joint) ? joins(&joint) : 0;
        if (goes_on) { chosen |= goes_on == 2; continue; }
        if (chosen) failed = add_group(scan, groups, first, i);
        first = i, chosen = 0;
    }
    PyObject *out = failed ? NULL : PyList_AsTuple(groups);
    Py_XDECREF(groups);
    return out;
}

static PyObject *value_of(PyObject *dict, Py_ssize_t statement) {
    /* what a dict holds for a statement, or None */
    if (!PyDict_GET_SIZE(dict)) return again(Py_None);
    PyObject *key = PyLong_FromSsize_t(statement), *value = key ? PyDict_GetItemWithError(dict, key) : NULL;
    Py_XDECREF(key);
    if (!value && PyErr_Occurred()) return NULL;
    return again(value ? value : Py_None);
}

static PyObject *scan_requirements(Scan *scan, PyObject *args) {
    /* requirements({statement: Years}, {statement: Degree}): (Requirement, ...) */
    PyObject *years, *degrees;
    if (!PyArg_ParseTuple(args, "O!O!", &PyDict_Type, &years, &PyDict_Type, &degrees)) return NULL;
    if (!scan->decided) return PyErr_Format(PyExc_ValueError, "read the scan first");
    const Index *ix = scan->index;
    PyObject *out = PyList_New(0);
    Py_ssize_t skill = 0;
    for (Py_ssize_t i = 0; out && i < scan->count; i++) {
        const Piece *p = &scan->pieces[i];
        while (skill < scan->skill_count && scan->skills[skill].statement < i) skill++;
        if (p->kind != KNOWN.must && p->kind != KNOWN.nice) continue;
        Py_ssize_t stop = skill;
        while (stop < scan->skill_count && scan->skills[stop].statement == i) stop++;
        PyObject *r = record(ix->requirement, 8);
        if (!r || put(r, 0, PyLong_FromLong(p->start)) || put(r, 1, PyLong_FromLong(p->end)) ||
            put(r, 2, again(p->kind == KNOWN.must ? ix->must : ix->nice)) || put(r, 3, ids_of(scan, skill, stop)) ||
            put(r, 4, value_of(years, i)) || put(r, 5, value_of(degrees, i)) || put(r, 6, groups_of(scan, skill, stop)) ||
            put(r, 7, PyLong_FromSsize_t(i)))
            Py_CLEAR(r);
        if (append(out, r) < 0) Py_CLEAR(out);
        skill = stop;
    }
    PyObject *tuple = out ? PyList_AsTuple(out) : NULL;
    Py_XDECREF(out);
    return tuple;
}
