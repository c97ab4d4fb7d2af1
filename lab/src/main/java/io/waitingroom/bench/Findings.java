package io.waitingroom.bench;

import java.util.List;

/** The results of one measurement: rows of the table, and charts. */
record Findings(List<Row> rows, List<Picture> pictures) {}
