/**
 * Shares the segments of a plan among machines that have nothing but a folder in common. Claims save work and no more: segments are the
 * same bytes whoever makes them, and get their names when they are whole.
 */
package restyle.farm.claim;
