/* Findings of rules: what a check yields, with everything of its rule that a reader needs (engine/run.py). */
enum { HIT_FIELDS = 7, FINDING_FIELDS = 12, PARTS = 9 };

/* Of a rule: what `parts` hold. Of a hit: the fields of model/finding.py's Hit. */
enum { CODE, NAME, TOPIC, SEVERITY, ADVICE, EVIDENCE, POINTS, LIMIT, SOURCE };
enum { HIT_START, HIT_END, MESSAGE, DO, FIX, HIT_POINTS, GRAVER };

static PyObject *or_else(PyObject *value, PyObject *otherwise) {
    /* `value or otherwise`, for texts and None */
    return again(value == Py_None || (PyUnicode_Check(value) && !PyUnicode_GET_LENGTH(value)) ? otherwise : value);
}

static PyObject *counted_points(PyObject *points, double *left) {
    /* the points of a hit, cut where the rule's limit is reached; `left` is what of the limit stays */
    double value = PyFloat_AsDouble(points), size = fabs(value);
    if (value == -1 && PyErr_Occurred()) return NULL;
    if (size <= *left) { *left -= size; return again(points); }
    value = value > 0 ? *left : -*left, *left = 0;
    return PyLong_Check(points) && value == floor(value) ? PyLong_FromDouble(value) : PyFloat_FromDouble(value);
}

static Py_ssize_t cut_to(Py_ssize_t value, Py_ssize_t least, Py_ssize_t most) { return value < least ? least : value > most ? most : value; }

static PyObject *finding_of(PyTypeObject *kind, PyObject *parts, PyObject *hit, Py_ssize_t size, double *left) {
    if (!PyTuple_Check(hit) || PyTuple_GET_SIZE(hit) != HIT_FIELDS) return PyErr_Format(PyExc_TypeError, "a check yields hits");
    PyObject *first = PyTuple_GET_ITEM(hit, HIT_START), *last = PyTuple_GET_ITEM(hit, HIT_END), *points = PyTuple_GET_ITEM(hit, HIT_POINTS);
    Py_ssize_t start = PyLong_AsSsize_t(first), end = PyLong_AsSsize_t(last);
    if (PyErr_Occurred()) return NULL;
    int inside = 0 <= start && start <= end && end <= size;
    if (!inside) start = cut_to(start, 0, size), end = cut_to(end, start, size);
    PyObject *out = record(kind, FINDING_FIELDS);
    if (!out || put(out, 0, again(PyTuple_GET_ITEM(parts, CODE))) || put(out, 1, again(PyTuple_GET_ITEM(parts, NAME))) ||
        put(out, 2, again(PyTuple_GET_ITEM(parts, TOPIC))) || put(out, 3, or_else(PyTuple_GET_ITEM(hit, GRAVER), PyTuple_GET_ITEM(parts, SEVERITY))) ||
        put(out, 4, inside ? again(first) : PyLong_FromSsize_t(start)) || put(out, 5, inside ? again(last) : PyLong_FromSsize_t(end)) ||
        put(out, 6, again(PyTuple_GET_ITEM(hit, MESSAGE))) || put(out, 7, or_else(PyTuple_GET_ITEM(hit, DO), PyTuple_GET_ITEM(parts, ADVICE))) ||
        put(out, 8, again(PyTuple_GET_ITEM(parts, EVIDENCE))) ||
        put(out, 9, counted_points(points == Py_None ? PyTuple_GET_ITEM(parts, POINTS) : points, left)) ||
        put(out, 10, again(PyTuple_GET_ITEM(hit, FIX))) || put(out, 11, again(PyTuple_GET_ITEM(parts, SOURCE))))
        Py_CLEAR(out);
    return out;
}

static int add_findings(PyObject *to, PyTypeObject *kind, PyObject *parts, PyObject *hits, Py_ssize_t size) {
    if (PyTuple_CheckExact(hits) && !PyTuple_GET_SIZE(hits)) return 0;
    PyObject *each = PyObject_GetIter(hits), *hit;
    double left = each ? fabs(PyFloat_AsDouble(PyTuple_GET_ITEM(parts, LIMIT))) : 0;
    int failed = !each || PyErr_Occurred();
    while (!failed && (hit = PyIter_Next(each))) {
        failed = append(to, finding_of(kind, parts, hit, size, &left)) < 0;
        Py_DECREF(hit);
    }
    Py_XDECREF(each);
    return failed || PyErr_Occurred() ? -1 : 0;
}

static int are_parts(PyObject *parts) { return PyTuple_Check(parts) && PyTuple_GET_SIZE(parts) == PARTS; }

static PyObject *findings_of(PyObject *self, PyObject *args) {
    /* findings(Finding, ((check, parts), ...), case, size): [Finding] of what the checks yield for a case, in their order */
    PyObject *kind, *steps, *about;
    Py_ssize_t size;
    (void)self;
    if (!PyArg_ParseTuple(args, "OO!On", &kind, &PyTuple_Type, &steps, &about, &size)) return NULL;
    if (!is_record(kind)) return PyErr_Format(PyExc_TypeError, "a record's class is needed");
    PyObject *out = PyList_New(0);
    for (Py_ssize_t i = 0; out && i < PyTuple_GET_SIZE(steps); i++) {
        PyObject *step = PyTuple_GET_ITEM(steps, i), *parts = PyTuple_Check(step) && PyTuple_GET_SIZE(step) == 2 ? PyTuple_GET_ITEM(step, 1) : NULL;
        if (!parts || !are_parts(parts)) { PyErr_SetString(PyExc_TypeError, "a step is (check, parts)"); Py_CLEAR(out); break; }
        PyObject *hits = PyObject_CallOneArg(PyTuple_GET_ITEM(step, 0), about);
        if (!hits || add_findings(out, (PyTypeObject *)kind, parts, hits, size) < 0) Py_CLEAR(out);
        Py_XDECREF(hits);
    }
    return out;
}
