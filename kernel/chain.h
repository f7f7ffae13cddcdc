/* Which kind each statement is, all of a posting together: a chain in which each kind follows the one before with a
 * trained weight, and forward and backward sums over it give how likely each kind is (`Scan.chances`). */
/* Numbers of the kinds and marks that the code knows by name (model/terms.py, knowledge/index.py). */
typedef struct { int heading, duty, must, nice, other; } Known;

static Known KNOWN;

#define FORBIDDEN (-50.0) /* of a kind that a statement can't be */

typedef struct Chain {
    double moves[MOVES][MOST_KINDS][MOST_KINDS]; /* e to the weight of a kind after another, by what lies between */
    double first[MOST_KINDS];
} Chain;

/* In feature names after the kind before: within a line, then from bullet or text to bullet or text. */
static const char *BETWEEN[MOVES] = {"=", "/bb", "/bt", "/tb", "/tt"};

static int is_listed(const Piece *p) { return p->hint == 1 || p->hint == 3; /* bullet, row */ }

static int between(const Piece *before, const Piece *p) {
    return before->line == p->line ? 0 : 1 + 2 * !is_listed(before) + !is_listed(p);
}

static void fill_chain(Chain *chain, const Index *ix) {
    int kinds = ix->head->kinds;
    uint64_t h = mix(FNV_START, "p:");
    const int16_t *row = row_of(ix, mix(h, "^"));
    for (int k = 0; k < kinds; k++) chain->first[k] = row ? exp(row[k] / ix->scale) : 1;
    for (int b = 0; b < MOVES; b++)
        for (int j = 0; j < kinds; j++) {
            row = row_of(ix, mix(mix(h, PyUnicode_AsUTF8(PyTuple_GET_ITEM(ix->kind_names, j))), BETWEEN[b]));
            for (int k = 0; k < kinds; k++) chain->moves[b][j][k] = row ? exp(row[k] / ix->scale) : 1;
        }
}

static void fit(const Scan *scan, Py_ssize_t i, double *out) {
    /* e to what a statement's own features say of each kind, the largest 1: a sentence among others is no heading, what
     * is named as a heading is one */
    const Piece *p = &scan->pieces[i];
    const int32_t *field = scan->fields + i * MOST_CLASSES;
    int kinds = scan->index->head->kinds;
    double most = -INFINITY;
    for (int k = 0; k < kinds; k++) {
        out[k] = field[k] / scan->index->scale;
        if (k == KNOWN.heading ? p->of > 1 : p->named) out[k] += FORBIDDEN;
        if (out[k] > most) most = out[k];
    }
    for (int k = 0; k < kinds; k++) out[k] = exp(out[k] - most);
}

static void to_one(double *row, int kinds) {
    double sum = 0;
    for (int k = 0; k < kinds; k++) sum += row[k];
    for (int k = 0; k < kinds; k++) row[k] = sum > 0 ? row[k] / sum : 1.0 / kinds;
}

static int weigh_chances(Scan *scan, const Chain *chain) {
    int kinds = scan->index->head->kinds;
    Py_ssize_t count = scan->count;
    double (*fits)[MOST_KINDS] = PyMem_Calloc(count + 1, sizeof *fits), (*to)[MOST_KINDS] = scan->chances;
    if (!fits) return -1;
    for (Py_ssize_t i = 0; i < count; i++) {
        fit(scan, i, fits[i]);
        double here[MOST_KINDS] = {0};
        const double (*move)[MOST_KINDS] = i ? chain->moves[between(&scan->pieces[i - 1], &scan->pieces[i])] : NULL;
        if (!i) memcpy(here, chain->first, sizeof here);
        for (int j = 0; i && j < kinds; j++)
            for (int k = 0; k < MOST_KINDS; k++) here[k] += to[i - 1][j] * move[j][k];
        for (int k = 0; k < kinds; k++) to[i][k] = here[k] * fits[i][k];
        to_one(to[i], kinds);
    }
    double back[MOST_KINDS];
    for (int k = 0; k < MOST_KINDS; k++) back[k] = 1;
    for (Py_ssize_t i = count; i-- > 0;) {
        double ahead[MOST_KINDS], before[MOST_KINDS] = {0};
        for (int k = 0; k < MOST_KINDS; k++) ahead[k] = back[k] * fits[i][k], to[i][k] *= back[k];
        to_one(to[i], kinds);
        if (!i) break;
        const double (*move)[MOST_KINDS] = chain->moves[between(&scan->pieces[i - 1], &scan->pieces[i])];
        for (int j = 0; j < kinds; j++)
            for (int k = 0; k < MOST_KINDS; k++) before[j] += move[j][k] * ahead[k];
        to_one(before, kinds);
        memcpy(back, before, sizeof back);
    }
    PyMem_Free(fits);
    return 0;
}
