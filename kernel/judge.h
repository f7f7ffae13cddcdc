/* What kind each statement is and what work it is about: sums of trained weights, then must and nice settled. */
#define MOST_STRANDS 3

enum { EDGE = 30, RUN_ON_FROM = 90, LEAD = 48, LEAD_WORDS = 6 }; /* see reading/strength.py */

static int length_class(int32_t words) {
    static const int limits[] = {1, 2, 3, 5, 8, 12, 18, 26, 40};
    int i = 0;
    while (i < 9 && limits[i] < words) i++;
    return i;
}

static char capitals_of(const Piece *p, const Text *t) {
    Py_UCS4 first = at(t, p->start);
    if (p->words > 8) return Py_UNICODE_ISLOWER(first) ? 'l' : 0;
    int upper = 0, lower = 0, written = 0, large = 0, between = 1;
    for (int32_t i = p->start; i < p->end; i++) {
        Py_UCS4 c = at(t, i);
        int is_upper = Py_UNICODE_ISUPPER(c);
        if (is_upper) upper = 1;
        else if (Py_UNICODE_ISLOWER(c) || Py_UNICODE_ISTITLE(c)) lower = 1;
        if (is_space(c)) between = 1;
        else if (between) { written++; large += is_upper; between = 0; }
    }
    if (upper && !lower) return 'U';
    if (large * 3 >= written * 2) return 'T';
    return Py_UNICODE_ISUPPER(first) ? 'c' : 'l';
}

static int has_money(const Piece *p, const Text *t) {
    for (int32_t i = p->start; i < p->end; i++) {
        Py_UCS4 c = at(t, i);
        if (c == '$' || c == 0x20ac || c == 0xa3) return 1;
    }
    return 0;
}

static void add_shape(const Scan *scan, Py_ssize_t i, int32_t *total) {
    const Index *ix = scan->index;
    const Piece *p = &scan->pieces[i];
    const Text *t = &scan->t;
    Py_UCS4 last = at(t, p->end - 1);
    char ends[2] = {Py_UNICODE_ISALPHA(last) ? 'a' : (last && last < 128 && strchr(".!?:;,", (int)last)) ? (char)last : '0', 0};
    char caps[2] = {capitals_of(p, t), 0}, length[2] = {(char)('0' + length_class(p->words)), 0};
    Py_ssize_t q = 10 * i / scan->count;
    char tenth[2] = {(char)('0' + (q > 9 ? 9 : q)), 0};
    const char *one = p->of == 1 ? "1" : "n", *hint = HINTS[p->hint], *follows = "e";
    if (i + 1 < scan->count) {
        const Piece *next = p + 1;
        follows = next->line == p->line ? "s" : next->hint ? HINTS[next->hint] : "t";
    }
    uint64_t s = mix(FNV_START, "s:");
#define ADD(h) add32(total, row_of(ix, h))
    ADD(mix(mix(mix(mix(mix(mix(mix(mix(mix(s, hint), "|"), length), "|"), ends), "|"), caps), "|"), one));
    ADD(mix(mix(mix(s, length), ends), one));
    ADD(mix(mix(s, caps), length));
    ADD(mix(mix(s, hint), one));
    ADD(mix(mix(mix(mix(mix(s, follows), "|"), ends), "|"), length));
    ADD(mix(mix(mix(s, follows), ends), caps));
    ADD(mix(mix(s, "q"), tenth));
    if (has_money(p, t)) ADD(mix(s, "money"));
#undef ADD
}

static void heading_sum(const Scan *scan, const Piece *p, int32_t *to) {
    const Index *ix = scan->index;
    memset(to, 0, MOST_CLASSES * sizeof *to);
    uint64_t whole = mix(FNV_START, "h:=");
    for (int32_t w = p->first_word; w < p->first_word + p->words; w++) {
        uint64_t h = mix_folded(mix(FNV_START, "h:"), &scan->t, scan->starts[w], scan->ends[w]);
        add32(to, row_of(ix, h));
        if (w + 1 < p->first_word + p->words)
            add32(to, row_of(ix, mix_folded(mix_byte(h, ' '), &scan->t, scan->starts[w + 1], scan->ends[w + 1])));
        if (w > p->first_word) whole = mix_byte(whole, ' ');
        whole = mix_folded(whole, &scan->t, scan->starts[w], scan->ends[w]);
    }
    add32(to, row_of(ix, whole));
}

#define KNOWN_WORDS 6 /* no known heading that stands alone is longer */

#define WELCOME_STRAND (-0.5) /* a strand counts from here on: what gives the best F1 on labelled postings */
#define LEAST_STRAND (-2.0)   /* the likeliest counts from here on */

static void choose_strands(const Index *ix, const int32_t *fields, const int32_t *extra, uint8_t *out) {
    /* the likeliest, three at most */
    int n = ix->head->strands, base = ix->head->kinds;
    int32_t values[MOST_CLASSES];
    for (int s = 0; s < n; s++) values[s] = fields[base + s] + extra[base + s];
    for (int k = 0; k < MOST_STRANDS; k++) {
        int best = 0;
        for (int s = 1; s < n; s++) if (values[s] > values[best]) best = s;
        if (values[best] < (k ? WELCOME_STRAND : LEAST_STRAND) * ix->scale) return;
        out[k] = (uint8_t)best;
        values[best] = INT32_MIN;
    }
}

static int work_of(uint8_t kind) { return kind == KNOWN.duty ? 0 : kind == KNOWN.must ? 1 : kind == KNOWN.nice ? 2 : -1; }

static int section_of(const Scan *scan, const Piece *p) {
    /* the kind of statement that a known heading stands over, plus 1; else 0 */
    if (p->words > KNOWN_WORDS) return 0;
    uint64_t h = mix(FNV_START, "plain:");
    for (int32_t w = p->first_word; w < p->first_word + p->words; w++) {
        if (w > p->first_word) h = mix_byte(h, ' ');
        h = mix_folded(h, &scan->t, scan->starts[w], scan->ends[w]);
    }
    return mark_of(scan->index, h);
}

static int is_named(const Scan *scan, const Piece *p) {
    /* whether a line is a heading for sure: the format says so, or it is a known one */
    if (p->of > 1 || p->hint == HEADING) return p->of == 1;
    return !p->hint && section_of(scan, p) > 0;
}

#define LISTED 3.0 /* how much less likely a bullet under a known heading of work is to be nothing in particular */
#define UNDER 1.0  /* how much likelier it is to be what the heading says: 96 of 100 are */

static void weigh(Scan *scan) {
    /* adds up everything of each statement: its words, its shape, and the last heading above it */
    const Index *ix = scan->index;
    int told = ix->head->classes - 1; /* the class that says whether a statement is a heading, whatever stands around */
    int32_t heading[MOST_CLASSES] = {0}, bias[MOST_CLASSES] = {0};
    int section = 0;
    add32(bias, row_of(ix, mix(FNV_START, "bias")));
    for (Py_ssize_t i = 0; i < scan->count; i++) {
        Piece *p = &scan->pieces[i];
        int32_t *total = scan->fields + i * MOST_CLASSES;
        const int32_t *sum = scan->sums + i * MOST_CLASSES;
        for (int c = 0; c < MOST_CLASSES; c++) total[c] = sum[c] + bias[c];
        add_shape(scan, i, total);
        p->named = (uint8_t)is_named(scan, p);
        int heads = p->named || (p->of == 1 && total[told] > 0);
        for (int c = 0; c < MOST_CLASSES; c++) total[c] += heading[c];
        if (p->hint == 1 && p->of == 1 && work_of((uint8_t)(section - 1)) >= 0) {
            total[KNOWN.other] -= (int32_t)(LISTED * ix->scale);
            total[section - 1] += (int32_t)(UNDER * ix->scale);
        }
        if (heads) heading_sum(scan, p, heading), section = section_of(scan, p);
    }
}

#define ALSO 0.35 /* a kind that is as likely is named too */

static void choose_kinds(const Scan *scan, Piece *p, double *chances) {
    /* must and nice are one here: which of them it is, `settle` says */
    chances[KNOWN.must] += chances[KNOWN.nice], chances[KNOWN.nice] = 0;
    int kinds = scan->index->head->kinds, best = 0, second = -1;
    for (int k = 1; k < kinds; k++) if (chances[k] > chances[best]) best = k;
    for (int k = 0; k < kinds; k++) if (k != best && (second < 0 || chances[k] > chances[second])) second = k;
    p->kind = p->first = (uint8_t)best;
    p->second = chances[second] >= ALSO && best != KNOWN.heading && second != KNOWN.heading ? (uint8_t)second : NONE;
}

static int decide(Scan *scan) {
    const Index *ix = scan->index;
    static const char *work[3] = {"duty", "must", "nice"};
    int32_t extra[3][MOST_CLASSES] = {{0}};
    for (int k = 0; k < 3; k++) add32(extra[k], row_of(ix, mix(mix(FNV_START, "k:"), work[k])));
    weigh(scan);
    if (weigh_chances(scan, ix->chain) < 0) return -1;
    for (Py_ssize_t i = 0; i < scan->count; i++) {
        Piece *p = &scan->pieces[i];
        choose_kinds(scan, p, scan->chances[i]);
        memset(p->strands, NONE, MOST_STRANDS);
        int which = work_of(p->kind) < 0 ? work_of(p->second) : work_of(p->kind);
        if (which >= 0) choose_strands(ix, scan->fields + i * MOST_CLASSES, extra[which], p->strands);
    }
    scan->decided = 1;
    return 0;
}

/* ---- Required or welcome */

enum { SOFT = 1, HARD = 2, EDGED = 4 }; /* of a statement: softened, called required, softened as a whole */

static int is_aside(const Text *t, const Found *cue) {
    /* whether the phrase stands in brackets within a statement: it softens a name, not the statement */
    Py_ssize_t stop = cue->end + EDGE < t->size ? cue->end + EDGE : t->size, i = cue->end;
    while (i < stop && at(t, i) != ')') i++;
    if (i == stop) return 0;
    for (i = cue->start - 1; i >= 0 && i >= cue->start - EDGE && at(t, i) != ')'; i--) if (at(t, i) == '(') return 1;
    return 0;
}

static int fills_bracket(const Text *t, const Found *cue) {
    /* whether nothing else stands in its bracket: `Grails (a plus)`, `(Bonus) Grails` */
    return cue->start > 0 && cue->end < t->size && at(t, cue->start - 1) == '(' && at(t, cue->end) == ')';
}

static void mark_cues(const Scan *scan, uint8_t *marks) {
    for (Py_ssize_t i = 0; i < scan->cue_count; i++) {
        const Found *cue = &scan->cues[i];
        const Piece *p = &scan->pieces[cue->statement];
        if (cue->what == scan->index->hard) marks[cue->statement] |= HARD;
        if (cue->what != scan->index->soft) continue;
        int near_end = cue->end >= p->end - EDGE, near_start = cue->start <= p->start + 3;
        if (is_aside(&scan->t, cue)) {
            if (!fills_bracket(&scan->t, cue) || (cue->end < p->end - 2 && !near_start)) continue;
            near_end = 1;
        }
        marks[cue->statement] |= near_end || near_start ? SOFT | EDGED : SOFT;
    }
}

#define NICE_LEAD 2 /* the mark of a heading above wishes; knowledge/build.py gives it */

static int lead_of(const Scan *scan, const Piece *p) {
    /* the mark of the known heading that a heading is, or that it or a run-on statement begins with (`Preferred
     * Qualifications Experience with …`), or 0 */
    if (p->kind != KNOWN.heading && p->of == 1 && p->end - p->start <= RUN_ON_FROM) return 0;
    if (p->kind == KNOWN.heading && section_of(scan, p) == KNOWN.nice + 1) return NICE_LEAD;
    uint64_t h = mix(FNV_START, "lead:");
    int found = 0;
    for (int k = 0; k < LEAD_WORDS && k < p->words; k++) {
        int32_t w = p->first_word + k;
        if (scan->ends[w] > p->start + LEAD) break;
        if (k) h = mix_byte(h, ' ');
        h = mix_folded(h, &scan->t, scan->starts[w], scan->ends[w]);
        int mark = mark_of(scan->index, h);
        if (mark) found = mark;
    }
    return found;
}

static int is_asked(uint8_t kind) { return kind == KNOWN.must || kind == KNOWN.nice; }

static void settle_kind(Piece *p, uint8_t marks, int wishes) {
    int required = marks & HARD, soft = marks & SOFT;
    uint8_t other = is_asked(p->second) ? NONE : p->second;
    if (wishes) p->kind = KNOWN.nice, p->second = required && !soft ? KNOWN.must : other;
    else if (!soft) p->kind = KNOWN.must, p->second = other;
    else if ((marks & EDGED) && !required) p->kind = KNOWN.nice, p->second = other;
    else p->kind = KNOWN.must, p->second = KNOWN.nice;
}

static int settle(Scan *scan) {
    uint8_t *marks = PyMem_Calloc(scan->count + 1, 1);
    int wishes = 0;
    if (!marks) return -1;
    mark_cues(scan, marks);
    for (Py_ssize_t i = 0; i < scan->count; i++) {
        Piece *p = &scan->pieces[i];
        int lead = lead_of(scan, p);
        if (p->kind == KNOWN.heading || (!lead && at(&scan->t, p->end - 1) == ':' && p->hint != 1))
            wishes = lead == NICE_LEAD || ((marks[i] & SOFT) && !(marks[i] & HARD));
        else if (lead) wishes = lead == NICE_LEAD;
        if (is_asked(p->kind)) settle_kind(p, marks[i], wishes);
    }
    PyMem_Free(marks);
    return 0;
}
