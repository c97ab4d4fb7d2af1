package io.waitingroom.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.svg.SVGGraphics2D;

/** Draws a chart as SVG. */
final class Drawing {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final Color[] COLOURS = {
        new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7)
    };

    private Drawing() {}

    static String svg(Picture picture) {
        TextUtils.setUseDrawRotatedStringWorkaround(false);
        var canvas = new SVGGraphics2D(WIDTH, HEIGHT);
        chart(picture).draw(canvas, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        return canvas.getSVGElement();
    }

    private static JFreeChart chart(Picture picture) {
        var data = new XYSeriesCollection();
        for (var curve : picture.curves()) {
            var series = new XYSeries(curve.name());
            curve.points().forEach(point -> series.add(point.x(), point.y()));
            data.addSeries(series);
        }
        var chart = ChartFactory.createXYLineChart(picture.title(), picture.horizontal(), picture.vertical(), data);
        theme().apply(chart);
        var plot = chart.getXYPlot();
        if (picture.logarithmic()) {
            plot.setDomainAxis(logarithmic(picture.horizontal(), (NumberAxis) plot.getDomainAxis()));
        } else {
            ((NumberAxis) plot.getDomainAxis()).setAutoRangeIncludesZero(false);
        }
        ((NumberAxis) plot.getRangeAxis()).setAutoRangeIncludesZero(true);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        draw(plot, picture);
        return chart;
    }

    private static StandardChartTheme theme() {
        var theme = new StandardChartTheme("plain");
        theme.setExtraLargeFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        theme.setLargeFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        theme.setRegularFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        theme.setShadowVisible(false);
        return theme;
    }

    // LogAxis would draw its numbers as outlines, which makes the file ten times as large.
    private static LogarithmicAxis logarithmic(String label, NumberAxis template) {
        var axis = new LogarithmicAxis(label);
        axis.setStrictValuesFlag(true);
        axis.setLabelFont(template.getLabelFont());
        axis.setTickLabelFont(template.getTickLabelFont());
        axis.setNumberFormatOverride(NumberFormat.getIntegerInstance(Locale.ROOT));
        return axis;
    }

    private static void draw(XYPlot plot, Picture picture) {
        var renderer = new XYLineAndShapeRenderer();
        var dot = new Ellipse2D.Double(-2.5, -2.5, 5, 5);
        for (int i = 0; i < picture.curves().size(); i++) {
            renderer.setSeriesPaint(i, COLOURS[i % COLOURS.length]);
            renderer.setSeriesStroke(i, new BasicStroke(2));
            renderer.setSeriesShape(i, dot);
            renderer.setSeriesShapesVisible(i, picture.curves().get(i).points().size() <= 20);
        }
        plot.setRenderer(renderer);
    }
}
