/**
 * Reads which task of an array job this process is, from the variables that farms and batch services set. Knows no plan and starts
 * nothing.
 */
package restyle.farm.array;
