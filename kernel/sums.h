/* What the posting-wide judgements ask of a scan that was read. */
#define LARGE 30.0 /* of a sum: what is as sure as can be */

static int is_read(const Scan *scan) {
    if (!scan->decided) PyErr_SetString(PyExc_ValueError, "read the scan first");
    return scan->decided;
}

static int factors_of(const Scan *scan, PyObject *tuple, double *factors) {
    /* a number for each kind */
    int kinds = scan->index->head->kinds;
    if (PyTuple_GET_SIZE(tuple) != kinds) { PyErr_SetString(PyExc_ValueError, "a factor for each kind is needed"); return -1; }
    for (int k = 0; k < kinds; k++) factors[k] = PyFloat_AsDouble(PyTuple_GET_ITEM(tuple, k));
    return PyErr_Occurred() ? -1 : 0;
}

static int is_among(PyObject *less, Py_ssize_t i) {
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(less); k++)
        if (PyLong_AsSsize_t(PyTuple_GET_ITEM(less, k)) == i) return 1;
    return 0;
}

static int are_numbers(PyObject *less) {
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(less); k++)
        if (!PyLong_Check(PyTuple_GET_ITEM(less, k))) { PyErr_SetString(PyExc_TypeError, "statements are numbers"); return 0; }
    return 1;
}

static int no_class(const Scan *scan, int first, int last) {
    if (first >= 0 && last <= scan->index->head->classes && first < last) return 0;
    PyErr_SetString(PyExc_ValueError, "no such classes");
    return 1;
}

static PyObject *scan_totals(Scan *scan, PyObject *args) {
    /* totals(first, last, factors): (how many statements count, the words' sums for classes first..last-1), each
     * statement times the factor of its kind; one with factor 0 doesn't count */
    int first, last;
    PyObject *tuple;
    double factors[MOST_CLASSES], sums[MOST_CLASSES] = {0};
    Py_ssize_t counted = 0;
    if (!PyArg_ParseTuple(args, "iiO!", &first, &last, &PyTuple_Type, &tuple)) return NULL;
    if (!is_read(scan) || no_class(scan, first, last) || factors_of(scan, tuple, factors) < 0) return NULL;
    for (Py_ssize_t i = 0; i < scan->count; i++) {
        double factor = factors[scan->pieces[i].kind];
        if (factor == 0) continue;
        counted++;
        for (int c = first; c < last; c++) sums[c] += factor * scan->sums[(size_t)i * MOST_CLASSES + c];
    }
    PyObject *out = PyList_New(last - first);
    for (int c = first; out && c < last; c++) PyList_SET_ITEM(out, c - first, PyFloat_FromDouble(sums[c] / scan->index->scale));
    return out ? Py_BuildValue("nN", counted, out) : NULL;
}

static double field_of(const Scan *scan, Py_ssize_t i, int column) {
    return (double)scan->fields[(size_t)i * MOST_CLASSES + column] / scan->index->scale;
}

static PyObject *scan_peaks(Scan *scan, PyObject *args) {
    /* peaks(class, factors, count): the spans of the statements that count and have most of a class, the most first */
    int column, count, best[8], found = 0;
    PyObject *tuple;
    double factors[MOST_CLASSES];
    if (!PyArg_ParseTuple(args, "iO!i", &column, &PyTuple_Type, &tuple, &count)) return NULL;
    if (!is_read(scan) || no_class(scan, column, column + 1) || factors_of(scan, tuple, factors) < 0) return NULL;
    if (count < 0 || count > 8) return PyErr_Format(PyExc_ValueError, "8 at most");
    for (Py_ssize_t i = 0; i < scan->count; i++) {
        if (factors[scan->pieces[i].kind] == 0) continue;
        double value = field_of(scan, i, column);
        int k = found < count ? found++ : count;
        for (; k > 0 && field_of(scan, best[k - 1], column) <= value; k--) if (k < count) best[k] = best[k - 1];
        if (k < count) best[k] = (int)i;
    }
    PyObject *out = PyTuple_New(found);
    for (int k = 0; out && k < found; k++) {
        PyObject *span = Py_BuildValue("ii", scan->pieces[best[k]].start, scan->pieces[best[k]].end);
        if (!span) Py_CLEAR(out);
        else PyTuple_SET_ITEM(out, k, span);
    }
    return out;
}

static double likelihood(const Scan *scan, Py_ssize_t i, PyObject *columns, PyObject *biases) {
    /* of the likeliest of some classes, 0 to 1 */
    double best = -LARGE;
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(columns); k++) {
        double value = field_of(scan, i, (int)PyLong_AsLong(PyTuple_GET_ITEM(columns, k))) + PyFloat_AsDouble(PyTuple_GET_ITEM(biases, k));
        if (value > best) best = value;
    }
    return best > -LARGE ? 1 / (1 + exp(-best)) : 0.0;
}

static int are_columns(const Scan *scan, PyObject *columns, PyObject *biases) {
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(columns); k++) {
        long column = PyLong_AsLong(PyTuple_GET_ITEM(columns, k));
        if (PyErr_Occurred() || column < 0 || column >= scan->index->head->classes || k >= PyTuple_GET_SIZE(biases) || !PyFloat_Check(PyTuple_GET_ITEM(biases, k))) {
            if (!PyErr_Occurred()) PyErr_SetString(PyExc_ValueError, "no such classes");
            return 0;
        }
    }
    return 1;
}

static PyObject *scan_odds(Scan *scan, PyObject *args) {
    /* odds(classes, biases, factors, less, shown): [(how likely the likeliest class is, times the factor; statement)] of
     * those that count and aren't among `less`, from `shown` on, or from the likeliest on where none is so likely */
    PyObject *columns, *biases, *tuple, *less;
    double factors[MOST_CLASSES], shown, most = -INFINITY;
    if (!PyArg_ParseTuple(args, "O!O!O!O!d", &PyTuple_Type, &columns, &PyTuple_Type, &biases, &PyTuple_Type, &tuple, &PyTuple_Type, &less, &shown)) return NULL;
    if (!is_read(scan) || !are_columns(scan, columns, biases) || factors_of(scan, tuple, factors) < 0 || !are_numbers(less)) return NULL;
    double *odds = PyMem_Malloc((size_t)(scan->count + 1) * sizeof *odds);
    if (!odds) return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < scan->count; i++) {
        double factor = factors[scan->pieces[i].kind];
        odds[i] = factor == 0 || is_among(less, i) ? -INFINITY : factor * likelihood(scan, i, columns, biases);
        if (odds[i] > most) most = odds[i];
    }
    if (shown > most) shown = most;
    PyObject *out = PyList_New(0);
    for (Py_ssize_t i = 0; out && i < scan->count; i++)
        if (odds[i] > -INFINITY && odds[i] >= shown && append(out, Py_BuildValue("dn", odds[i], i)) < 0) Py_CLEAR(out);
    PyMem_Free(odds);
    return out;
}

static PyObject *scan_strengths(Scan *scan, PyObject *args) {
    /* strengths(classes, biases, factors, less): [(the largest, the sum of the likelihoods of a class), ...] over those
     * that count and aren't among `less`; and how many do */
    PyObject *columns, *biases, *tuple, *less;
    double factors[MOST_CLASSES];
    Py_ssize_t counted = 0;
    if (!PyArg_ParseTuple(args, "O!O!O!O!", &PyTuple_Type, &columns, &PyTuple_Type, &biases, &PyTuple_Type, &tuple, &PyTuple_Type, &less)) return NULL;
    if (!is_read(scan) || !are_columns(scan, columns, biases) || factors_of(scan, tuple, factors) < 0 || !are_numbers(less)) return NULL;
    Py_ssize_t classes = PyTuple_GET_SIZE(columns);
    PyObject *out = PyList_New(classes);
    for (Py_ssize_t k = 0; out && k < classes; k++) {
        int column = (int)PyLong_AsLong(PyTuple_GET_ITEM(columns, k));
        double bias = PyFloat_AS_DOUBLE(PyTuple_GET_ITEM(biases, k)), most = 0, sum = 0;
        counted = 0;
        for (Py_ssize_t i = 0; i < scan->count; i++) {
            double factor = factors[scan->pieces[i].kind], value;
            if (factor == 0 || is_among(less, i)) continue;
            counted++;
            value = field_of(scan, i, column) + bias;
            value = value > -LARGE ? factor / (1 + exp(-value)) : 0.0;
            sum += value;
            if (value > most) most = value;
        }
        PyObject *pair = Py_BuildValue("dd", most, sum);
        if (!pair) Py_CLEAR(out);
        else PyList_SET_ITEM(out, k, pair);
    }
    return out ? Py_BuildValue("Nn", out, counted) : NULL;
}

static PyObject *scan_kinds(Scan *scan, void *closure) {
    /* how many statements are of each kind */
    (void)closure;
    int counts[32] = {0};
    if (!is_read(scan)) return NULL;
    for (Py_ssize_t i = 0; i < scan->count; i++) counts[scan->pieces[i].kind]++;
    PyObject *out = PyTuple_New(scan->index->head->kinds);
    for (int k = 0; out && k < scan->index->head->kinds; k++) PyTuple_SET_ITEM(out, k, PyLong_FromLong(counts[k]));
    return out;
}

static PyObject *floats(const double *values, int count) {
    PyObject *out = PyTuple_New(count);
    for (int k = 0; out && k < count; k++) PyTuple_SET_ITEM(out, k, PyFloat_FromDouble(values[k]));
    return out;
}

static PyObject *scan_shares(Scan *scan, PyObject *args) {
    /* shares(factors): of each strand ((characters of the statements that name it, halved for each strand named before
     * it), (how many name it first)); each statement times the factor of its kind */
    PyObject *tuple;
    double factors[MOST_CLASSES], sums[MOST_CLASSES] = {0}, firsts[MOST_CLASSES] = {0};
    int strands = scan->index->head->strands;
    if (!PyArg_ParseTuple(args, "O!", &PyTuple_Type, &tuple)) return NULL;
    if (!is_read(scan) || factors_of(scan, tuple, factors) < 0) return NULL;
    for (Py_ssize_t i = 0; i < scan->count; i++) {
        const Piece *p = &scan->pieces[i];
        double factor = factors[p->kind], size = factor * (p->end - p->start);
        if (factor == 0 || p->strands[0] == NONE) continue;
        firsts[p->strands[0]] += factor;
        for (int k = 0; k < MOST_STRANDS && p->strands[k] != NONE; k++, size /= 2) sums[p->strands[k]] += size;
    }
    PyObject *first = floats(sums, strands), *second = first ? floats(firsts, strands) : NULL;
    return second ? Py_BuildValue("NN", first, second) : (Py_XDECREF(first), NULL);
}

static PyObject *scan_tongues(Scan *scan, PyObject *until) {
    /* tongues(until): how many of the words before an offset are common in each language (bit of their mark), and words */
    int counts[31] = {0}, words = 0;
    Py_ssize_t end = PyLong_AsSsize_t(until);
    if (PyErr_Occurred()) return NULL;
    uint64_t tongue = mix(FNV_START, "tongue:");
    for (; words < scan->words && scan->ends[words] <= end; words++) {
        int mark = mark_of(scan->index, mix_folded(tongue, &scan->t, scan->starts[words], scan->ends[words]));
        for (int b = 0; mark; b++, mark >>= 1) counts[b] += mark & 1;
    }
    PyObject *out = PyTuple_New(31);
    for (int b = 0; out && b < 31; b++) PyTuple_SET_ITEM(out, b, PyLong_FromLong(counts[b]));
    return out ? Py_BuildValue("iN", words, out) : NULL;
}

static PyObject *scan_demands(Scan *scan, PyObject *args) {
    /* demands(strands, kinds): ([statements that are asked for and have one of the strands], {id of a skill asked for, of
     * one of the kinds: (start, end) of its last place}, how many skills are asked for, how many there are) */
    PyObject *strands, *kinds;
    const Index *ix = scan->index;
    uint64_t among = 0;
    if (!PyArg_ParseTuple(args, "O!O!", &PyTuple_Type, &strands, &PyFrozenSet_Type, &kinds)) return NULL;
    if (!is_read(scan) || !are_numbers(strands)) return NULL;
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(strands); k++) {
        long strand = PyLong_AsLong(PyTuple_GET_ITEM(strands, k));
        if (strand < 0 || strand >= ix->head->strands) return PyErr_Format(PyExc_ValueError, "no such strand");
        among |= (uint64_t)1 << strand;
    }
    PyObject *technical = PyList_New(0), *tools = PyDict_New(), *asked = PySet_New(NULL), *named = PySet_New(NULL);
    int failed = !technical || !tools || !asked || !named;
    for (Py_ssize_t i = 0; !failed && i < scan->count; i++) {
        const Piece *p = &scan->pieces[i];
        int has = 0;
        for (int k = 0; k < MOST_STRANDS && p->strands[k] != NONE; k++) has |= among >> p->strands[k] & 1;
        if (p->kind == KNOWN.must && has) failed = append(technical, PyLong_FromSsize_t(i)) < 0;
    }
    for (Py_ssize_t i = 0; !failed && i < scan->skill_count; i++) {
        const Found *f = &scan->skills[i];
        PyObject *names = PyTuple_GET_ITEM(ix->skill_names, f->what), *id = PyTuple_GET_ITEM(names, 0);
        failed = PySet_Add(named, id) < 0;
        if (failed || scan->pieces[f->statement].kind != KNOWN.must) continue;
        int is_tool = PySet_Contains(kinds, PyTuple_GET_ITEM(names, 2));
        failed = is_tool < 0 || PySet_Add(asked, id) < 0;
        if (failed || !is_tool) continue;
        PyObject *span = Py_BuildValue("ii", f->start, f->end);
        failed = !span || PyDict_SetItem(tools, id, span) < 0;
        Py_XDECREF(span);
    }
    PyObject *out = failed ? NULL : Py_BuildValue("OOnn", technical, tools, PySet_GET_SIZE(asked), PySet_GET_SIZE(named));
    Py_XDECREF(technical);
    Py_XDECREF(tools);
    Py_XDECREF(asked);
    Py_XDECREF(named);
    return out;
}

#define THOUSAND 1000

static double odds_of(double share) {
    /* the log-odds of a share, in thousandths, neither 0 nor 1 */
    int n = (int)(share * THOUSAND);
    n = n < 1 ? 1 : n >= THOUSAND ? THOUSAND - 1 : n;
    return log((double)n / (THOUSAND - n));
}

static PyObject *signs_of(PyObject *self, PyObject *args) {
    /* signs(shares, cues, names): the shares, their log-odds, and for each name log(1 + how many cues it has) */
    PyObject *shares, *cues, *names;
    (void)self;
    if (!PyArg_ParseTuple(args, "O!O!O!", &PyList_Type, &shares, &PyDict_Type, &cues, &PyTuple_Type, &names)) return NULL;
    Py_ssize_t many = PyList_GET_SIZE(shares), more = PyTuple_GET_SIZE(names);
    PyObject *out = PyList_New(2 * many + more);
    for (Py_ssize_t i = 0; out && i < many; i++) {
        double share = PyFloat_AsDouble(PyList_GET_ITEM(shares, i));
        if (share == -1 && PyErr_Occurred()) { Py_CLEAR(out); break; }
        PyList_SET_ITEM(out, i, again(PyList_GET_ITEM(shares, i)));
        PyList_SET_ITEM(out, many + i, PyFloat_FromDouble(odds_of(share)));
    }
    for (Py_ssize_t i = 0; out && i < more; i++) {
        PyObject *said = PyDict_GetItemWithError(cues, PyTuple_GET_ITEM(names, i));
        if (said ? !PyTuple_Check(said) : PyErr_Occurred() != NULL) {
            if (said) PyErr_SetString(PyExc_TypeError, "cues are tuples");
            Py_CLEAR(out);
            break;
        }
        PyList_SET_ITEM(out, 2 * many + i, PyFloat_FromDouble(said ? log1p((double)PyTuple_GET_SIZE(said)) : 0.0));
    }
    return out;
}

static PyObject *softmax_of(PyObject *self, PyObject *sums) {
    /* softmax(sums): log-odds as shares of 1 */
    (void)self;
    Py_ssize_t count = PyList_Check(sums) ? PyList_GET_SIZE(sums) : 0;
    double values[MOST_SUMS], most = -INFINITY, whole = 0;
    if (count < 1 || count > MOST_SUMS) return PyErr_Format(PyExc_ValueError, "a list of 1 to %d numbers", MOST_SUMS);
    for (Py_ssize_t i = 0; i < count; i++) {
        values[i] = PyFloat_AsDouble(PyList_GET_ITEM(sums, i));
        if (values[i] > most) most = values[i];
    }
    if (PyErr_Occurred()) return NULL;
    for (Py_ssize_t i = 0; i < count; i++) whole += values[i] = exp(values[i] - most);
    PyObject *out = PyList_New(count);
    for (Py_ssize_t i = 0; out && i < count; i++) PyList_SET_ITEM(out, i, PyFloat_FromDouble(values[i] / whole));
    return out;
}

static PyObject *weighed(PyObject *self, PyObject *args) {
    /* weighed(values, weights): the sums of the values times their weights, a double for each sum, and of the bias's at last */
    PyObject *values, *weights;
    (void)self;
    if (!PyArg_ParseTuple(args, "O!S", &PyList_Type, &values, &weights)) return NULL;
    Py_ssize_t rows = PyList_GET_SIZE(values) + 1, size = PyBytes_GET_SIZE(weights) / (Py_ssize_t)sizeof(double), width = size / rows;
    const double *row = (const double *)PyBytes_AS_STRING(weights);
    double sums[MOST_SUMS];
    if (width > MOST_SUMS || width * rows * (Py_ssize_t)sizeof(double) != PyBytes_GET_SIZE(weights)) {
        PyErr_SetString(PyExc_ValueError, "weights for other values");
        return NULL;
    }
    memcpy(sums, row + (rows - 1) * width, (size_t)width * sizeof(double));
    for (Py_ssize_t i = 0; i < rows - 1; i++, row += width) {
        double value = PyFloat_AsDouble(PyList_GET_ITEM(values, i));
        if (value == -1 && PyErr_Occurred()) return NULL;
        for (Py_ssize_t k = 0; value != 0 && k < width; k++) sums[k] += value * row[k];
    }
    PyObject *out = PyList_New(width);
    for (Py_ssize_t k = 0; out && k < width; k++) PyList_SET_ITEM(out, k, PyFloat_FromDouble(sums[k]));
    return out;
}
